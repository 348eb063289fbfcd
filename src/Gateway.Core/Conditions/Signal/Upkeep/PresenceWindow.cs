using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>When a source was last heard and when it last came back. Event times, UTC ticks; 0 = never.</summary>
internal sealed class PresenceWindow : ConditionWindow
{
    // How many times the usual interval an absence is: a sensor read every two minutes is not away between two readings.
    private const int Intervals = 3;

    private long _last;
    private long _interval;

    public long Since { get; private set; }

    public void Add(long time, long away)
    {
        var passed = _last == 0 ? 0 : Math.Max(0, time - _last);
        if (passed >= away && _interval > 0 && passed >= Intervals * _interval)
        {
            Since = time;
        }
        else if (passed > 0)
        {
            _interval = passed;
        }

        _last = Math.Max(_last, time);
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_last);
        writer.Write(_interval);
        writer.Write(Since);
    }

    public override void Load(ref StateReader reader) =>
        (_last, _interval, Since) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());

    /// <summary>That we were away says nothing of the sensor.</summary>
    public override void Skip(long from, long until) => _last = _last > 0 ? Math.Max(_last, until) : 0;

    public override void ShiftClock(long by) => (_last, Since) = (_last > 0 ? _last + by : 0, Since > 0 ? Since + by : 0);
}
