using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>Puts entries of the log together to one columnar batch. Used once, by one task.</summary>
/// <param name="findPoint">Id of a point by the log's own number; null when the log does not know it any more.</param>
internal sealed class ColumnBuilder(Func<int, string?> findPoint)
{
    private readonly List<LoggedReading> _readings = [];
    private long _firstTime;
    private long _lastTime;

    /// <summary>False when the entry cannot be read; then nothing is taken of it. What is no readings adds nothing.</summary>
    public bool TryAdd(LogEntry entry)
    {
        if (IsDamaged(entry) || (entry.Kind == LogEntryKind.Readings && !LogCodec.TryDecode(entry.Payload.Span, _readings)))
        {
            return false;
        }

        _firstTime = _firstTime == 0 ? entry.Time : _firstTime;
        _lastTime = entry.Time;
        return true;
    }

    public ReadingsBatch Build((string Epoch, IReadOnlyList<LinkRun> Runs) log, SequenceRange range, long now, bool isHistorical)
    {
        var positions = new Dictionary<int, int>();
        var points = new int[_readings.Count];
        var texts = new Dictionary<int, string>();
        for (var row = 0; row < points.Length; row++)
        {
            points[row] = positions.TryGetValue(_readings[row].DurablePoint, out var known) ? known : positions[_readings[row].DurablePoint] = positions.Count;
            if (_readings[row].Text is { } text)
            {
                texts[row] = text;
            }
        }

        return new ReadingsBatch
        {
            Epoch = log.Epoch, Runs = log.Runs, Range = range, SentAt = now, FirstTime = _firstTime, LastTime = _lastTime, IsHistorical = isHistorical,
            // A point whose name was lost with a damaged file keeps its number: its readings are not dropped.
            PointIds = [.. positions.OrderBy(pair => pair.Value).Select(pair => findPoint(pair.Key) is { Length: > 0 } id ? id : $"unknown.{pair.Key}")],
            Points = points, Times = [.. _readings.Select(reading => Math.Clamp(reading.SourceTime, 0, DateTime.MaxValue.Ticks))], Values = [.. _readings.Select(reading => reading.Value)],
            Qualities = [.. _readings.Select(reading => (byte)reading.Quality)], Flags = [.. _readings.Select(reading => (byte)reading.Flags)], Texts = texts,
        };
    }

    /// <summary>True for what the log puts in the place of an entry that it can no longer read.</summary>
    public static bool IsDamaged(LogEntry entry) =>
        entry.Kind == LogEntryKind.Gap && GapCodec.Decode(entry.Payload.Span) is { Reason: GapReason.Damage, Entries: 1 } gap
        && gap.FromSequence == entry.Sequence && gap.ToSequence == entry.Sequence;
}
