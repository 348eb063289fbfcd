using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Replay;

/// <summary>Hands the entries of a durable log to a judge in their order: readings as batches, marks as what they say.</summary>
/// <param name="readAfter">Entries after a sequence, up to so many bytes.</param>
/// <param name="findPoint">Id of a point by the log's own number; null when the log does not know it.</param>
/// <param name="points">Readings of points that are not among these are passed over.</param>
internal sealed class LogFeed(Func<long, int, IReadOnlyList<LogEntry>> readAfter, Func<int, string?> findPoint, IPointDirectory points)
{
    private const int BytesAtOnce = 4 << 20;
    private readonly List<LoggedReading> _logged = [];
    private readonly List<Reading> _readings = [];

    // By the log's number; a restart may have millions of readings of the same points before it.
    private readonly Dictionary<int, int> _indexes = [];

    /// <summary>Gaps met on the way: what is missing there was judged live and cannot be judged again.</summary>
    public int Gaps { get; private set; }

    /// <summary>Times at which a new configuration was taken over: what follows was judged by other rules.</summary>
    public List<long> PlanChanges { get; } = [];

    /// <summary>Hands over everything after a sequence.</summary>
    /// <param name="other">Called for entries that are neither readings nor marks; null when nobody asks.</param>
    public void Run(long after, IJudge judge, Action<LogEntry>? other = null)
    {
        while (readAfter(after, BytesAtOnce) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                Take(entry, judge, other);
            }

            after = entries[^1].Sequence;
        }
    }

    private void Take(LogEntry entry, IJudge judge, Action<LogEntry>? other)
    {
        switch (entry.Kind)
        {
            case LogEntryKind.Readings:
                TakeReadings(entry, judge);
                break;
            case LogEntryKind.Judging:
                TakeMark(entry, judge);
                break;
            default:
                Gaps += entry.Kind == LogEntryKind.Gap ? 1 : 0;
                other?.Invoke(entry);
                break;
        }
    }

    private void TakeReadings(LogEntry entry, IJudge judge)
    {
        _logged.Clear();
        _readings.Clear();
        if (!LogCodec.TryDecode(entry.Payload.Span, _logged))
        {
            Gaps++;
            return;
        }

        foreach (var reading in _logged)
        {
            if (IndexOf(reading.DurablePoint) is >= 0 and var index)
            {
                _readings.Add(new Reading(index, reading.Value, reading.SourceTime, reading.Quality, reading.Flags));
            }
        }

        if (_logged.Count > 0)
        {
            judge.Judge(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_readings), _logged[0].ReceivedTime);
        }
    }

    private int IndexOf(int number)
    {
        if (!_indexes.TryGetValue(number, out var index))
        {
            index = findPoint(number) is { } id && points.Find(id) is { } point ? point.Index : -1;
            _indexes[number] = index;
        }

        return index;
    }

    private void TakeMark(LogEntry entry, IJudge judge)
    {
        JudgingMark mark;
        try
        {
            mark = LogCodec.DecodeMark(entry.Payload.Span);
        }
        catch (JsonException)
        {
            Gaps++;
            return;
        }

        switch (mark.Event)
        {
            case JudgingEvent.Started:
                judge.Begin(mark.Time);
                break;
            case JudgingEvent.Resumed:
                judge.Resume(mark.Time);
                break;
            case JudgingEvent.Elapsed:
                judge.Elapse(mark.Time);
                break;
            case JudgingEvent.ClockSet:
                judge.SetForward(mark.From, mark.Time);
                break;
            case JudgingEvent.Commanded when mark.Command is { } command:
                judge.Command(command, mark.Time);
                break;
            case JudgingEvent.PlanChanged:
                PlanChanges.Add(mark.Time);
                break;
            default:
                break;
        }
    }
}
