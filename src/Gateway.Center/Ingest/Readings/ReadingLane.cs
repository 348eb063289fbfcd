using System.Threading.Channels;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Readings;

/// <summary>
/// Takes readings into the log, many messages in one commit, and then lets the broker forget them. What is covered is noted in memory and follows into the
/// database a moment later: if we die in between, the gateway sends again, and the history keeps one of two equal values.
/// </summary>
internal sealed partial class ReadingLane(
    LinkSink sink, CenterHistory history, CoverageBook coverage, EdgeBook edges, LiveValues live, LinkTroubles troubles, LinkOptions options, TimeProvider time,
    ILogger<ReadingLane> logger)
{
    private const int MostMessages = 500;
    private const int NoSource = -1;
    /// <summary>
    /// A gateway whose clock was ahead, by a wrong day or month, has told what it measured: it is kept at the time it was told with. What is farther ahead
    /// would lie in the history for years beyond every retention, and is told as a trouble of the link.
    /// </summary>
    private static readonly TimeSpan s_mostAhead = TimeSpan.FromDays(40);
    private static readonly long s_oldest = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private readonly BatchPool _pool = new();
    private readonly ILogger _logger = logger;

    /// <summary>Messages and readings stored so far.</summary>
    public long Messages { get; private set; }

    public long Readings { get; private set; }

    /// <summary>Rows not stored because their time cannot be.</summary>
    public long BadTimes { get; private set; }

    public async Task RunAsync(CancellationToken stopping)
    {
        var parts = new List<InboundPart>();
        while (await sink.Readings.Reader.WaitToReadAsync(stopping))
        {
            parts.Clear();
            var messages = 0;
            while (messages < MostMessages && sink.Readings.Reader.TryRead(out var part))
            {
                parts.Add(part);
                messages += part.Messages.Count;
            }

            Take(parts);
        }
    }

    /// <summary>One group: one commit.</summary>
    internal void Take(IReadOnlyList<InboundPart> parts)
    {
        var group = new ReadingGroup();
        foreach (var message in parts.SelectMany(part => part.Messages))
        {
            Guard(message, group);
        }

        var stored = Store(group);
        foreach (var part in parts)
        {
            part.Read.Done(stored);
        }

        group.Batches.ForEach(_pool.Return);
    }

    private void Guard(InboundMessage message, ReadingGroup group)
    {
        try
        {
            Decode(message, group);
        }
        catch (Exception error)
        {
            // One message nobody foresaw may not stop the lane.
            troubles.Add(LinkTroubleKind.Unexpected, TopicOf(message), error.Message, message.Payload.Length);
        }
    }

    private void Decode(InboundMessage message, ReadingGroup group)
    {
        if (!ReadingsCodec.TryDecode(message.Payload, out var batch, out var error))
        {
            troubles.Add(LinkTroubleKind.Payload, TopicOf(message), error, message.Payload.Length);
            return;
        }

        var edge = new EdgeKey(message.Address.Site, message.Address.Edge);
        var key = new LaneKey(edge, batch.Epoch, LinkLane.Readings);
        if (Refusal(key, batch, group) is { } refusal)
        {
            if (refusal.Kind == LinkTroubleKind.Fork)
            {
                // Shows the gateway what is here: it sends all it has under a new name.
                edges.OweReceipt(edge);
            }

            troubles.Add(refusal.Kind, TopicOf(message), refusal.Reason, message.Payload.Length);
            return;
        }

        Hear(edge, message, batch);
        if (coverage.Of(key).Covers(batch.Range.After, batch.Range.UpTo) || !group.Seen.Add((key, batch.Range)))
        {
            edges.OweReceipt(edge);
            return;
        }

        // Also without a row: it says that nothing was measured in between.
        group.Batches.Add(Convert(edge, batch, message.Received));
        group.Covered.Add((key, new CoveredRange(batch.Range.After, batch.Range.UpTo, batch.FirstTime, batch.LastTime), batch.Runs));
    }

    private (LinkTroubleKind Kind, string Reason)? Refusal(LaneKey key, ReadingsBatch batch, ReadingGroup group)
    {
        if (!LinkIds.IsEpoch(batch.Epoch) || !batch.PointIds.All(LinkIds.IsId))
        {
            return (LinkTroubleKind.Payload, "epoch or point id");
        }

        return !coverage.Admits(key.Edge, key.Epoch) ? (LinkTroubleKind.Limit, "too many logs")
            : coverage.Of(key).Ranges.Count >= CoverageBook.MostRanges ? (LinkTroubleKind.Limit, "too many holes")
            : !group.Continues(key, batch, coverage.Of(key)) ? (LinkTroubleKind.Fork, "the log does not continue what is here under its name")
            : !Admit(key.Edge, batch.PointIds) ? (LinkTroubleKind.Limit, "too many gateways or points") : null;
    }

    private bool Admit(EdgeKey edge, IReadOnlyList<string> points)
    {
        var fits = false;
        var known = edges.With(edge, line =>
        {
            var added = points.Distinct().Count(point => !line.Points.ContainsKey(point));
            fits = line.Points.Count + added <= options.MaxPointsPerEdge;
            if (fits && added > 0)
            {
                foreach (var point in points)
                {
                    line.Points[point] = history.Points.IndexOf(SitePoint.HistoryIdOf(edge.Site, edge.Edge, point));
                }
            }
        });
        return known && fits;
    }

    private void Hear(EdgeKey edge, InboundMessage message, ReadingsBatch batch) => edges.With(edge, line =>
    {
        line.LastSeen = message.Received;
        if (message.Address.Leaf == LinkTopics.Live && !batch.IsHistorical)
        {
            line.Epoch = batch.Epoch;
            line.Clock.Add(new DateTimeOffset(batch.SentAt, TimeSpan.Zero), message.Received);
        }
    });

    private ReadingBatch Convert(EdgeKey edge, ReadingsBatch from, DateTimeOffset received)
    {
        var batch = _pool.Rent(NoSource, received.UtcTicks);
        var indexes = IndexesOf(edge, from.PointIds);
        var latest = (received + s_mostAhead).UtcTicks;
        var before = BadTimes;
        for (var row = 0; row < from.Count; row++)
        {
            if (from.Times[row] < s_oldest || from.Times[row] > latest)
            {
                BadTimes++;
                continue;
            }

            Add(batch, from, row, indexes[from.Points[row]]);
            if (!from.IsHistorical)
            {
                Show(edge, from, row, received);
            }
        }

        if (BadTimes > before)
        {
            troubles.Add(LinkTroubleKind.Payload, $"{edge}", $"{BadTimes - before} readings with a time nobody can believe were left out", from.Count);
        }

        return batch;
    }

    private int[] IndexesOf(EdgeKey edge, IReadOnlyList<string> points)
    {
        var indexes = new int[points.Count];
        edges.With(edge, line =>
        {
            for (var i = 0; i < indexes.Length; i++)
            {
                indexes[i] = line.Points[points[i]];
            }
        });
        return indexes;
    }

    private static void Add(ReadingBatch batch, ReadingsBatch from, int row, int index)
    {
        var reading = new Reading(index, ValueOf(from, row), from.Times[row], QualityOf(from, row), (DetectorFlags)from.Flags[row]);
        if (from.Texts.TryGetValue(row, out var text))
        {
            batch.AddText(reading, text);
        }
        else
        {
            batch.Add(reading);
        }
    }

    private static double ValueOf(ReadingsBatch from, int row) => double.IsFinite(from.Values[row]) ? from.Values[row] : double.NaN;

    /// <summary>A code nobody knows is never good.</summary>
    private static Quality QualityOf(ReadingsBatch from, int row)
    {
        var quality = (Quality)from.Qualities[row];
        return Enum.IsDefined(quality) && !double.IsInfinity(from.Values[row]) ? quality : quality.IsUncertain() ? Quality.Uncertain : Quality.Bad;
    }

    private void Show(EdgeKey edge, ReadingsBatch from, int row, DateTimeOffset received) => live.Put(
        edge.Site,
        new LiveValue(
            edge.Edge, from.PointIds[from.Points[row]], ValueOf(from, row), from.Texts.GetValueOrDefault(row), QualityOf(from, row), from.Times[row], received.UtcTicks,
            WarningTier.None));

    private bool Store(ReadingGroup group)
    {
        if (group.Covered.Count == 0)
        {
            return true;
        }

        try
        {
            var filled = group.Batches.Where(batch => batch.Count > 0).ToList();
            if (filled.Count > 0)
            {
                history.Log.Append(filled);
            }
        }
        catch (DurableLogException error)
        {
            LogNotStored(error, group.Batches.Count);
            return false;
        }

        foreach (var (key, range, runs) in group.Covered)
        {
            coverage.Change(key, ranges =>
            {
                ranges.TakenOf(runs);
                ranges.Add(range);
            });

            // Not before: a receipt sent in between would tell the coverage of before, and none would follow it.
            edges.OweReceipt(key.Edge);
        }

        Messages += group.Covered.Count;
        Readings += group.Batches.Sum(batch => (long)batch.Count);
        LastStored = time.GetUtcNow();
        return true;
    }

    /// <summary>When the last group was committed; null before the first.</summary>
    public DateTimeOffset? LastStored { get; private set; }

    private static string TopicOf(InboundMessage message) => $"{message.Address.Site}/{message.Address.Edge}/{message.Address.Leaf}";

    [LoggerMessage(8201, LogLevel.Error, "The log of readings did not take {Messages} messages; the broker keeps them and sends them again.")]
    private partial void LogNotStored(Exception error, int messages);

    /// <summary>What one commit takes.</summary>
    private sealed class ReadingGroup
    {
        public List<ReadingBatch> Batches { get; } = [];

        public List<(LaneKey Key, CoveredRange Range, IReadOnlyList<LinkRun> Runs)> Covered { get; } = [];

        public HashSet<(LaneKey Key, SequenceRange Range)> Seen { get; } = [];

        /// <summary>True when the batch is of the log that all before it is of, also what this commit takes before it.</summary>
        public bool Continues(LaneKey key, ReadingsBatch batch, RangeSet known)
        {
            var taken = Covered.Where(item => item.Key == key && item.Runs.Count > 0).Select(item => new TakenRun(item.Runs[^1].Id, item.Range.UpTo));
            return LinkRuns.Continue(batch.Runs, known.Taken) && taken.All(one => LinkRuns.Continue(batch.Runs, one));
        }
    }
}
