using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Reading;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Reading;

/// <summary>What another platform may know of the ledger, in its order. The cursor is the sequence of the ledger, so that nothing is missed and nothing comes twice.</summary>
internal sealed class ExchangeFeed(CenterOptions options)
{
    /// <summary>How much of the ledger one question looks through: a cursor moves on also where nothing is for the caller.</summary>
    private const int LookThrough = 20_000;

    private static readonly (ExchangeRights Right, string[] Prefixes)[] s_kinds =
    [
        (ExchangeRights.Sites, ["site.", "point.", "table.", "edge.", "link.", "coverage."]), (ExchangeRights.Warnings, ["warning.", "incident.", "natural.", "drill."]),
        (ExchangeRights.Handling, ["incident.", "call.", "clock.", "report.", "instruction.", "roster.", "prejudgement."]), (ExchangeRights.Dangers, ["danger."]),
    ];

    private static readonly JsonElement s_null = JsonDocument.Parse("null").RootElement;

    /// <summary>Beginnings of the kinds a token may read.</summary>
    public static IReadOnlyList<string> Prefixes(ExchangeRights rights) =>
        [.. s_kinds.Where(kind => rights.HasFlag(kind.Right)).SelectMany(kind => kind.Prefixes).Distinct(StringComparer.Ordinal)];

    /// <summary>Facts after a cursor, oldest first, at most <paramref name="take"/>.</summary>
    /// <param name="prefixes">Beginnings of kinds; everything else is left out.</param>
    public async Task<ExchangeChanges> AfterAsync(CenterDb db, string scope, IReadOnlyList<string> prefixes, long after, int take, CancellationToken cancellation)
    {
        var head = (await LedgerHead.ReadAsync(db, cancellation)).Sequence;
        var end = Math.Min(head, after > long.MaxValue - LookThrough ? head : after + LookThrough);
        var entries = LedgerSight.InScope(db, scope, null, options).AsNoTracking().Where(entry => entry.Sequence > after && entry.Sequence <= end);
        var items = new List<ExchangeFact>();
        await foreach (var entry in LedgerSight.WithoutAudit(entries).OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!prefixes.Any(prefix => entry.Kind.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            items.Add(ExchangeFact.Of(entry));
            if (items.Count == take)
            {
                return new ExchangeChanges(items, entry.Sequence, entry.Sequence < head);
            }
        }

        return new ExchangeChanges(items, Math.Max(after, end), end < head);
    }

    internal static JsonElement Data(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return s_null;
        }
    }
}

/// <param name="Next">Hand it back as <c>after</c>.</param>
/// <param name="More">True when there is more already.</param>
public sealed record ExchangeChanges(IReadOnlyList<ExchangeFact> Items, long Next, bool More);

/// <param name="Drill">Never to be mistaken for real.</param>
/// <param name="Data">As the ledger has it.</param>
public sealed record ExchangeFact(long Sequence, DateTimeOffset Time, string Kind, string Subject, string? Site, string UnitPath, string? Actor, bool Drill, JsonElement Data)
{
    internal static ExchangeFact Of(LedgerEntry entry) =>
        new(entry.Sequence, entry.Time, entry.Kind, entry.Subject, entry.Site, entry.UnitPath, entry.Actor, entry.IsDrill, ExchangeFeed.Data(entry.Body));
}
