using System.Runtime.InteropServices;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Ledger;

/// <summary>
/// Finds among the entries of the log the readings that were stored but not judged live: those the source had kept, and those older than the newest of their
/// point, by the rules of <see cref="SiteEvaluator"/>. One user at a time.
/// </summary>
/// <param name="idOf">Point id behind the log's own number; null when it is unknown.</param>
internal sealed class LateWatch(Func<int, string?> idOf)
{
    private readonly List<LoggedReading> _decoded = [];
    private readonly Dictionary<int, Reached> _reached = [];
    private readonly Dictionary<string, LateStretch> _late = new(StringComparer.Ordinal);

    public bool Any => _late.Count > 0;

    /// <returns>True when something in it was late.</returns>
    public bool Note(LogEntry entry)
    {
        _decoded.Clear();
        if (entry.Kind != LogEntryKind.Readings || !LogCodec.TryDecode(entry.Payload.Span, _decoded))
        {
            return false;
        }

        var any = false;
        foreach (ref readonly var reading in CollectionsMarshal.AsSpan(_decoded))
        {
            if (IsLate(reading) && idOf(reading.DurablePoint) is { } id)
            {
                Mark(id, new LateStretch(reading.SourceTime, reading.SourceTime, reading.ReceivedTime, reading.ReceivedTime));
                any = true;
            }
        }

        return any;
    }

    public void Mark(string point, in LateStretch stretch) =>
        _late[point] = _late.TryGetValue(point, out var known) ? known.Join(stretch) : stretch;

    /// <summary>All that is late by point id; from here on nothing is.</summary>
    public IReadOnlyDictionary<string, LateStretch> Take()
    {
        var taken = new Dictionary<string, LateStretch>(_late, StringComparer.Ordinal);
        _late.Clear();
        return taken;
    }

    private bool IsLate(in LoggedReading reading)
    {
        if ((reading.Flags & DetectorFlags.Historical) != 0)
        {
            return true;
        }

        var received = reading.ReceivedTime;
        var time = reading.SourceTime > received + SiteEvaluator.FutureTolerance.Ticks ? received : reading.SourceTime;
        ref var reached = ref CollectionsMarshal.GetValueRefOrAddDefault(_reached, reading.DurablePoint, out var known);
        if (!known)
        {
            // What it had reached is not known after a start: an old time may have been late then, and judging too much does no harm.
            reached = new Reached(time, 0);
            return time < received - SiteEvaluator.ClockSetBackAfter.Ticks;
        }

        return reached.Take(time, received);
    }

    /// <summary>The newest time of a point, and since when only older ones came (our clock; 0 = they do not).</summary>
    private record struct Reached(long Time, long LateSince)
    {
        public bool Take(long time, long received)
        {
            if (time >= Time)
            {
                (Time, LateSince) = (time, 0);
                return false;
            }

            LateSince = LateSince == 0 ? received : LateSince;
            if (received - LateSince < SiteEvaluator.ClockSetBackAfter.Ticks)
            {
                return true;
            }

            // The source's clock was set back; the judge has taken its new time.
            (Time, LateSince) = (time, 0);
            return false;
        }
    }
}
