using System.Text.Json;

namespace Gateway.Center.Ledger.Anchors;

/// <summary>What somebody remembers of the ledger: at this sequence stood this hash.</summary>
/// <param name="Hash">Lower case hex.</param>
/// <param name="Time">When it was taken; null when the place it comes from does not say.</param>
/// <param name="Source">Where it was kept, for people.</param>
public sealed record LedgerAnchor(long Sequence, string Hash, DateTimeOffset? Time, string Source)
{
    /// <summary>
    /// Reads anchors from JSON or JSON lines: objects with <c>sequence</c> and <c>hash</c> (the center's own) or <c>ledgerSequence</c> and
    /// <c>ledgerHash</c> (as gateways receive them), at any depth. Lines that are no JSON are passed over: a torn line hides no other.
    /// </summary>
    /// <param name="unreadable">Told the number of each line that was passed over, from 1.</param>
    public static IReadOnlyList<LedgerAnchor> Parse(string text, string source, Action<int>? unreadable = null)
    {
        var anchors = new List<LedgerAnchor>();
        if (TryCollect(text, source, anchors))
        {
            return anchors;
        }

        anchors.Clear();
        foreach (var (number, line) in text.Split('\n', StringSplitOptions.TrimEntries).Index().Where(line => line.Item.Length > 0))
        {
            if (!TryCollect(line, source, anchors))
            {
                unreadable?.Invoke(number + 1);
            }
        }

        return anchors;
    }

    private static bool TryCollect(string json, string source, List<LedgerAnchor> anchors)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Walk(document.RootElement, source, anchors);
            return true;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Walk(JsonElement element, string source, List<LedgerAnchor> anchors)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, source, anchors);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if ((Of(element, "sequence", "hash", source) ?? Of(element, "ledgerSequence", "ledgerHash", source)) is { } anchor)
            {
                anchors.Add(anchor);
            }

            foreach (var property in element.EnumerateObject())
            {
                Walk(property.Value, source, anchors);
            }
        }
    }

    private static LedgerAnchor? Of(JsonElement element, string sequence, string hash, string source) =>
        element.TryGetProperty(sequence, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var at)
        && element.TryGetProperty(hash, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: 64 } hex
            ? new LedgerAnchor(at, hex, TimeOf(element), source)
            : null;

    private static DateTimeOffset? TimeOf(JsonElement element) =>
        new[] { "time", "receivedAt", "at" }
            .Select(name => element.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : (DateTimeOffset?)null)
            .FirstOrDefault(at => at is not null);
}
