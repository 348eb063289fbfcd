using Gateway.Core.Alarms;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Where the values of one point and hour belong.</summary>
internal readonly record struct HourOfPoint(long Hour, string Point);

/// <summary>What was read from the log and is not in the file yet.</summary>
internal sealed class HistoryBuffer(Func<int, string?> pointIds)
{
    private const int MostListsKept = 16_384;
    private const int MostSamplesKept = 32;

    private readonly Dictionary<HourOfPoint, List<RawSample>> _samples = [];
    private readonly List<(string Point, long Time)> _alarms = [];
    private readonly List<LoggedReading> _decoded = [];

    // A list lives from flush to flush, long enough to reach the oldest generation of the heap: made anew each time they would pile up there.
    private readonly Stack<List<RawSample>> _spare = new();

    public IReadOnlyDictionary<HourOfPoint, List<RawSample>> Samples => _samples;

    /// <summary>Changes of alarm state, for the spans kept longer.</summary>
    public IReadOnlyList<(string Point, long Time)> Alarms => _alarms;

    public int Count { get; private set; }

    /// <summary>Log entries that could not be decoded.</summary>
    public long UnreadableEntries { get; private set; }

    /// <summary>Readings whose point the log does not know.</summary>
    public long UnknownPoints { get; private set; }

    public void Add(LogEntry entry)
    {
        switch (entry.Kind)
        {
            case LogEntryKind.Readings:
                AddReadings(entry.Payload.Span);
                break;
            case LogEntryKind.Transition:
                AddAlarm(entry.Payload.Span);
                break;
            default:
                break;
        }
    }

    public void Clear()
    {
        foreach (var list in _samples.Values)
        {
            Spare(list);
        }

        _samples.Clear();
        _alarms.Clear();
        Count = 0;
    }

    private void AddReadings(ReadOnlySpan<byte> payload)
    {
        _decoded.Clear();
        if (!LogCodec.TryDecode(payload, _decoded))
        {
            UnreadableEntries++;
            return;
        }

        foreach (var reading in _decoded)
        {
            if (pointIds(reading.DurablePoint) is { } point)
            {
                Place(new HourOfPoint(HistoryTime.HourOf(reading.SourceTime), point))
                    .Add(new RawSample(reading.SourceTime, reading.Value, reading.Quality, reading.Flags, reading.Text));
                Count++;
            }
            else
            {
                UnknownPoints++;
            }
        }
    }

    private void AddAlarm(ReadOnlySpan<byte> payload)
    {
        try
        {
            AlarmTransition transition = LogCodec.DecodeTransition(payload);
            _alarms.Add((transition.PointId, transition.EventTime));
        }
        catch (System.Text.Json.JsonException)
        {
            UnreadableEntries++;
        }
    }

    private List<RawSample> Place(HourOfPoint place)
    {
        if (!_samples.TryGetValue(place, out var list))
        {
            _samples[place] = list = _spare.TryPop(out var spare) ? spare : [];
        }

        return list;
    }

    private void Spare(List<RawSample> list)
    {
        if (list.Capacity <= MostSamplesKept && _spare.Count < MostListsKept)
        {
            list.Clear();
            _spare.Push(list);
        }
    }
}
