using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>Reads the readings of the log stretch by stretch: what is there without a hole as one batch, a hole as a gap. Stateless; any thread.</summary>
internal sealed class StretchReader(SqliteDurableLog log, TimeProvider time)
{
    /// <summary>The first part of a range; the rest is asked for next.</summary>
    /// <param name="range">Not empty, and not beyond the end of the log.</param>
    /// <param name="maxBytes">Of the log's own payload, about: one entry is always taken.</param>
    public Stretch Next(SequenceRange range, int maxBytes, bool isHistorical)
    {
        IReadOnlyList<LogEntry> entries = [.. log.ReadAfter(range.After, maxBytes).TakeWhile(entry => entry.Sequence <= range.UpTo)];
        var columns = new ColumnBuilder(log.FindPoint);
        var at = range.After;
        foreach (var entry in entries)
        {
            if (entry.Sequence != at + 1 || !columns.TryAdd(entry))
            {
                break;
            }

            at = entry.Sequence;
        }

        return at > range.After
            ? new Stretch(range with { UpTo = at }, columns.Build(log.Epoch, range with { UpTo = at }, time.GetUtcNow().UtcTicks, isHistorical), null)
            : Missing(range, entries);
    }

    // Up to the next readings there are: events between holes belong to the other lane.
    private Stretch Missing(SequenceRange range, IReadOnlyList<LogEntry> entries)
    {
        var unused = new ColumnBuilder(log.FindPoint);
        var next = entries.FirstOrDefault(entry => entry.Kind == LogEntryKind.Readings && unused.TryAdd(entry));
        var lost = range with { UpTo = next is not null ? next.Sequence - 1 : entries.Count > 0 ? entries[^1].Sequence : range.UpTo };
        var (from, to) = TimesOf(lost, next);
        return new Stretch(lost, null, new GapMessage(from, to, ReasonOf(entries), null, null) { Lane = LinkLane.Readings, Range = lost });
    }

    private (DateTimeOffset From, DateTimeOffset To) TimesOf(SequenceRange lost, LogEntry? next)
    {
        var after = next ?? log.ReadAfter(lost.UpTo, 1).FirstOrDefault();
        var to = after?.Time ?? time.GetUtcNow().UtcTicks;
        var before = lost.After > 0 ? log.ReadAfter(lost.After - 1, 1).FirstOrDefault() : null;
        return (Utc(before?.Sequence == lost.After ? before.Time : to), Utc(to));
    }

    private static string ReasonOf(IReadOnlyList<LogEntry> entries) =>
        entries.Count > 0 && ColumnBuilder.IsDamaged(entries[0]) ? "damage" : "notKept";

    private static DateTimeOffset Utc(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
