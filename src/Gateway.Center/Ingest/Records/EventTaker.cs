using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Records;

/// <summary>Takes one event of a gateway: once, with its place in the chain checked, into ledger and receivers.</summary>
internal sealed class EventTaker(
    CenterOptions options, EdgeBook edges, LiveValues live, MissingTaker missing, LinkWarnings warnings, IEnumerable<IEventReceiver> receivers)
{
    private const int MostKind = 32;
    private readonly IReadOnlyList<IEventReceiver> _receivers = [.. receivers];

    /// <summary>Null, with the reason, when the payload is no event that can be.</summary>
    public static EventMessage? Decode(byte[] payload, out string error) => LinkDecoding.Decode<EventMessage>(
        payload,
        message => message.Version != 1 ? "unknown version"
            : !LinkIds.IsEpoch(message.Epoch) ? "epoch"
            : !LinkRuns.AreValid(message.Runs) ? "runs"
            : message.After < 0 || message.Sequence <= message.After ? "sequence"
            : message.Kind.Length is 0 or > MostKind ? "kind"
            : !EventChain.IsHash(message.Chain) ? "chain" : "",
        out error);

    /// <param name="trouble">Why the receivers could not take it: then it is kept in the ledger only. Null = they take it now.</param>
    public async Task TakeAsync(RecordTurn turn, EdgeKey key, EventMessage message, DateTimeOffset received, Exception? trouble = null)
    {
        var lane = new LaneKey(key, message.Epoch, LinkLane.Events);
        turn.AfterCommit(() =>
        {
            edges.With(key, line => line.Epoch = line.Epoch.Length == 0 ? message.Epoch : line.Epoch);
            edges.OweReceipt(key);
        });
        if (message.Kind == MissingTaker.Kind)
        {
            missing.Take(turn, key, message);
        }

        var ranges = turn.Lane(lane);
        if (ranges.Covers(message.After, message.Sequence))
        {
            return;
        }

        var (site, edge) = await SiteKeeper.EnsureAsync(turn.Work, options.County, key);
        await CheckChainAsync(turn, site, key, message, ranges);
        ranges.TakenOf(message.Runs);
        ranges.Add(new CoveredRange(
            message.After, message.Sequence, message.Time.UtcTicks, message.Time.UtcTicks, First: message.Sequence, EndChain: message.Chain));
        turn.Record("edge.event", site, SubjectOf(key, message.Epoch, message.Sequence), message);
        missing.NoteTold(turn, key, message);
        if (trouble is null)
        {
            var isHistorical = IsHistorical(key, message, received);
            foreach (var receiver in _receivers)
            {
                await receiver.ReceiveAsync(turn.Work, new ReceivedEvent(site, edge, message, isHistorical));
            }
        }
        else
        {
            turn.Record("edge.event-refused", site, SubjectOf(key, message.Epoch, message.Sequence), new { trouble.Message });
        }

        turn.AfterCommit(() => ShowTier(key, message));
    }

    internal static string SubjectOf(EdgeKey key, string epoch, long sequence) => $"{key}/{epoch}/{sequence}";

    /// <summary>
    /// By the gateway's clock set right by what is known of it: a wrong clock may not make a present danger look old. While nothing is known, the time it
    /// waited at the gateway counts.
    /// </summary>
    private bool IsHistorical(EdgeKey key, EventMessage message, DateTimeOffset received)
    {
        var happened = HappenedAt(message);
        var age = edges.ClockOffsetMs(key) is { } offset ? received - happened.AddMilliseconds(-offset) : message.SentAt - happened;
        return age > TimeSpan.FromSeconds(options.Link.HistoricalAfterS);
    }

    private static DateTimeOffset HappenedAt(EventMessage message) =>
        message.Body.ValueKind == JsonValueKind.Object && message.Body.TryGetProperty("eventTime", out var time) && time.ValueKind == JsonValueKind.String
        && time.TryGetDateTimeOffset(out var happened) && happened > DateTimeOffset.UnixEpoch
            ? happened : message.Time;

    private async Task CheckChainAsync(RecordTurn turn, Site site, EdgeKey key, EventMessage message, RangeSet ranges)
    {
        var before = message.After == 0 ? EventChain.Genesis : ranges.Ranges.FirstOrDefault(range => range.UpTo == message.After && !range.IsLost)?.EndChain;
        if (before is { Length: > 0 } && EventChain.Next(before, message) is var expected && expected != message.Chain)
        {
            await BreakAsync(turn, site, key, message, expected);
        }

        // A hole was filled: what came after it must continue what came now.
        var right = ranges.Ranges.FirstOrDefault(range => range.After == message.Sequence && !range.IsLost);
        if (right is { First: > 0 } && await EventOfAsync(turn.Work.Db, key, message.Epoch, right.First) is { } next
            && EventChain.Next(message.Chain, next) is var continued && continued != next.Chain)
        {
            await BreakAsync(turn, site, key, next, continued);
        }
    }

    private async Task BreakAsync(RecordTurn turn, Site site, EdgeKey key, EventMessage message, string expected)
    {
        turn.Record("edge.chain-broken", site, SubjectOf(key, message.Epoch, message.Sequence), new { message.Sequence, Expected = expected, Found = message.Chain });
        await warnings.RaiseAsync(turn.Work, site, key.Edge, LinkWarnings.ChainBroken(key, message));
    }

    private static async Task<EventMessage?> EventOfAsync(CenterDb db, EdgeKey key, string epoch, long sequence)
    {
        var subject = SubjectOf(key, epoch, sequence);
        var body = await db.Set<LedgerEntry>().Where(entry => entry.Subject == subject && entry.Kind == "edge.event").Select(entry => entry.Body).FirstOrDefaultAsync();
        return body is null ? null : LinkJson.TryDecode<EventMessage>(System.Text.Encoding.UTF8.GetBytes(body), out _);
    }

    private void ShowTier(EdgeKey key, EventMessage message)
    {
        if (message.Kind != "warning" || LinkJson.TryDecode<WarningMessage>(System.Text.Encoding.UTF8.GetBytes(message.Body.GetRawText()), out _) is not { } warning)
        {
            return;
        }

        foreach (var (point, tier) in warning.Summary is { } folded ? folded.Points.Select(point => (point.Point, point.Tier)) : [(warning.Point, warning.Tier)])
        {
            if (Enum.TryParse<WarningTier>(tier, ignoreCase: true, out var known))
            {
                live.PutTier(key.Site, key.Edge, point, known, warning.DecidedTime);
            }
        }
    }
}
