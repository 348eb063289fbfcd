using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Channels;

/// <summary>A channel over which nothing has gone out since a time, though more than one message was tried.</summary>
/// <param name="Trouble">What it said last, in English, as the ledger has it; null when it said nothing.</param>
internal sealed record FailingChannel(string Name, DateTimeOffset Since, int Messages, string? Trouble);

/// <summary>
/// Which channels fail, by the facts of calls. The facts and not the messages: a message that another channel of its kind took over no longer says over which
/// it failed first.
/// </summary>
internal static class ChannelFailures
{
    private const int Most = 1_000;

    /// <summary>Longer than a week: the proof of the chain tries every channel once a week.</summary>
    private static readonly TimeSpan s_reach = TimeSpan.FromDays(8);

    public static async Task<IReadOnlyList<FailingChannel>> OfAsync(CenterDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - s_reach;
        var facts = await db.Set<LedgerEntry>().Where(entry => (entry.Kind == "call.failed" || entry.Kind == "call.sent") && entry.Time >= since)
            .OrderByDescending(entry => entry.Sequence).Take(Most).Select(entry => new { entry.Kind, entry.Time, entry.Body }).ToListAsync(cancellation);
        return [.. facts.Select(fact => Read(fact.Kind, fact.Time, fact.Body)).Where(fact => fact.Over.Length > 0).GroupBy(fact => fact.Over, StringComparer.Ordinal).Select(Of).OfType<FailingChannel>()];
    }

    /// <summary>One message that fails says something of its address; two say something of the channel.</summary>
    private static FailingChannel? Of(IGrouping<string, Fact> newestFirst)
    {
        var failed = newestFirst.TakeWhile(fact => !fact.IsSent).ToList();
        var messages = failed.Select(fact => fact.Leg).Distinct(StringComparer.Ordinal).Count();
        return messages < 2 ? null : new FailingChannel(newestFirst.Key, failed[^1].At, messages, failed[0].Trouble);
    }

    private static Fact Read(string kind, DateTimeOffset at, string body)
    {
        using var json = JsonDocument.Parse(body);
        return new Fact(Text(json, "over") ?? "", Text(json, "leg") ?? "", at, kind == "call.sent", Text(json, "trouble"));
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Fact(string Over, string Leg, DateTimeOffset At, bool IsSent, string? Trouble);
}
