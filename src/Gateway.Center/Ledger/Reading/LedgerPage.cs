namespace Gateway.Center.Ledger.Reading;

/// <param name="Next">Hand it back as <c>after</c>; null at the end.</param>
internal sealed record LedgerPage(IReadOnlyList<LedgerRow> Items, string? Next, long? Total);
