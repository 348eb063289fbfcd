using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Faults;

/// <summary>
/// The faults in force: those of the scenario's timetable and those a test adds by hand. Thread-safe; asking costs one
/// array read while nothing is wrong.
/// </summary>
public sealed class FaultTimetable(ulong seed)
{
    private readonly Lock _gate = new();
    private readonly List<(double From, double To, Fault Fault)> _timetable = [];
    private readonly List<Fault> _manual = [];
    private Fault[] _active = [];
    private long _asked;
    private long _applied;

    /// <summary>Replies or messages spoilt so far.</summary>
    public long Applied => Volatile.Read(ref _applied);

    /// <summary>Puts a fault on the timetable, in scenario seconds; <paramref name="to"/> is exclusive.</summary>
    public void Schedule(double from, double to, Fault fault)
    {
        lock (_gate)
        {
            _timetable.Add((from, to, fault));
        }
    }

    /// <summary>Puts a fault in force now, until the returned handle is disposed.</summary>
    public IDisposable Add(Fault fault)
    {
        lock (_gate)
        {
            _manual.Add(fault);
            _active = [.. _active, fault];
        }

        return new Handle(this, fault);
    }

    /// <summary>Moves the timetable to a scenario time.</summary>
    public void MoveTo(double seconds)
    {
        lock (_gate)
        {
            if (_timetable.Count > 0)
            {
                _active = [.. _manual, .. _timetable.Where(f => seconds >= f.From && seconds < f.To).Select(f => f.Fault)];
            }
        }
    }

    /// <summary>The fault that hits this reply, if any. The share of <see cref="Fault.Probability"/> is drawn from the seed.</summary>
    /// <param name="target">Server id.</param>
    /// <param name="device">Device behind the unit.</param>
    /// <param name="unit">Unit id; 0 for MQTT.</param>
    public Fault? Find(string target, string? device, byte unit)
    {
        foreach (var fault in Volatile.Read(ref _active))
        {
            var hits = (fault.Target is null || fault.Target == target || fault.Target == device) && (fault.Unit is null || fault.Unit == unit);
            if (hits && (fault.Probability >= 1 || Noise.Uniform(seed, (ulong)Interlocked.Increment(ref _asked)) < fault.Probability))
            {
                Interlocked.Increment(ref _applied);
                return fault;
            }
        }

        return null;
    }

    private void Remove(Fault fault)
    {
        lock (_gate)
        {
            _manual.Remove(fault);
            _active = [.. _active.Where(f => !ReferenceEquals(f, fault))];
        }
    }

    private sealed class Handle(FaultTimetable owner, Fault fault) : IDisposable
    {
        public void Dispose() => owner.Remove(fault);
    }
}
