using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>Reads the readings of the log stretch by stretch: what is there without a hole as one batch, a hole as a gap. Stateless; any thread.</summary>
internal sealed class StretchReader(LinkContext link)
{
    /// <summary>The first part of a range; the rest is asked for next.</summary>
    /// <param name="range">Not empty, and not beyond the end of the log.</param>
    /// <param name="maxBytes">Of the log's own payload, about: one entry is always taken.</param>
    public Stretch Next(SequenceRange range, int maxBytes, bool isHistorical)
    {
        IReadOnlyList<LogEntry> entries = [.. link.Log.ReadAfter(range.After, maxBytes).TakeWhile(entry => entry.Sequence <= range.UpTo)];
        var columns = new ColumnBuilder(link.Log.FindPoint);
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
            ? new Stretch(range with { UpTo = at }, columns.Build(link.Identity, range with { UpTo = at }, link.Now.UtcTicks, isHistorical), null)
            : Missing(range, entries);
    }

    // Up to the next readings there are: events between holes belong to the other lane.
    private Stretch Missing(SequenceRange range, IReadOnlyList<LogEntry> entries)
    {
        var unused = new ColumnBuilder(link.Log.FindPoint);
        var next = entries.FirstOrDefault(entry => entry.Kind == LogEntryKind.Readings && unused.TryAdd(entry));
        var lost = range with { UpTo = next is not null ? next.Sequence - 1 : entries.Count > 0 ? entries[^1].Sequence : range.UpTo };
        return new Stretch(lost, null, GapOf(lost, next, entries.Count > 0 && ColumnBuilder.IsDamaged(entries[0]) ? GapReason.Damage : GapReason.Age));
    }

    private GapRecord GapOf(SequenceRange lost, LogEntry? next, GapReason reason)
    {
        var (from, to) = TimesOf(lost, next);
        return new GapRecord
        {
            Reason = reason, FromTime = from, ToTime = to, Readings = GapRecord.Unknown, Entries = GapRecord.Unknown, FromSequence = lost.After + 1,
            ToSequence = lost.UpTo, Readers = [UplinkService.ReadingsReader],
        };
    }

    private (long From, long To) TimesOf(SequenceRange lost, LogEntry? next)
    {
        var after = next ?? EntryAfter(lost.UpTo);
        var to = after?.Time ?? link.Now.UtcTicks;
        var before = lost.After > 0 ? EntryAfter(lost.After - 1) : null;
        return (before?.Sequence == lost.After ? before.Time : to, to);
    }

    private LogEntry? EntryAfter(long sequence) => link.Log.ReadAfter(sequence, 1) is [var entry, ..] ? entry : null;
}
