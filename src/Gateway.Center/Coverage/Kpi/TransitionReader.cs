using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Coverage.Kpi;

/// <summary>One change of an alarm at a site.</summary>
internal sealed record SiteTransition(string Site, AlarmTransition Transition);

/// <summary>Reads what the gateways told of their alarms out of the ledger, in the order in which they decided it.</summary>
internal static class TransitionReader
{
    /// <summary>Most transitions of one report.</summary>
    public const int Most = 300_000;

    private static readonly AlarmReason s_none = new() { Kind = ConditionKind.System, Value = double.NaN, Quality = Quality.Good, Basis = new RuleBasis("", "", "", null), Text = new("", "") };

    /// <summary>Decided in [from, to); a late one is found as well, because it is looked for among all that came since.</summary>
    public static async Task<(IReadOnlyList<SiteTransition> Found, bool IsCut)> OfAsync(
        CenterDb db, IReadOnlyCollection<string> sites, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var bodies = db.Set<LedgerEntry>().AsNoTracking()
            .Where(entry => entry.Kind == "edge.event" && !entry.IsDrill && entry.Time >= from && entry.Body.Contains("\"kind\":\"transition\""))
            .OrderBy(entry => entry.Sequence).Select(entry => new { entry.Site, entry.Body });
        var found = new List<SiteTransition>();
        await foreach (var entry in bodies.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (entry.Site is { } site && sites.Contains(site) && Decode(entry.Body) is { } transition && transition.DecidedTime >= from.UtcTicks && transition.DecidedTime < to.UtcTicks)
            {
                found.Add(new(site, transition));
                if (found.Count == Most)
                {
                    break;
                }
            }
        }

        return ([.. found.OrderBy(row => row.Transition.DecidedTime)], found.Count == Most);
    }

    /// <summary>Null for what is no live change of an alarm.</summary>
    internal static AlarmTransition? Decode(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<EventMessage>(body, CenterJson.Options) is { Kind: "transition" } message
                && message.Body.Deserialize<TransitionMessage>(CenterJson.Options) is { IsFromLateData: false } told ? Of(told) : null;
        }
        catch (JsonException)
        {
            // Told in the ledger by a gateway of another kind; the board has said so when it came.
            return null;
        }
    }

    private static AlarmTransition? Of(TransitionMessage told) =>
        Enum.TryParse<AlarmEvent>(told.Event, ignoreCase: true, out var happened) && happened.IsLive() && Enum.TryParse<AlarmState>(told.To, ignoreCase: true, out var to)
            ? new AlarmTransition
            {
                Id = told.Id, AlarmId = told.Alarm, Point = 0, PointId = told.Point, Kind = Enum.TryParse<ConditionKind>(told.Kind, ignoreCase: true, out var kind) ? kind : ConditionKind.System,
                Tier = Enum.TryParse<WarningTier>(told.Tier, ignoreCase: true, out var tier) ? tier : WarningTier.None, Event = happened,
                From = Enum.TryParse<AlarmState>(told.From, ignoreCase: true, out var from) ? from : AlarmState.Normal, To = to, EventTime = told.EventTime.UtcTicks,
                DecidedTime = told.DecidedTime.UtcTicks, Reason = s_none, Occurrence = OccurrenceOf(told.Occurrence), IsAbnormal = told.IsAbnormal,
            }
            : null;

    private static long OccurrenceOf(string? occurrence) =>
        occurrence is not null && long.TryParse(occurrence[(occurrence.LastIndexOf('@') + 1)..], out var ticks) && ticks > 0 ? ticks : 0;
}
