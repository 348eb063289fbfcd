using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>When a source was last heard and when it last came back. Event times, UTC ticks; 0 = never.</summary>
internal sealed class PresenceWindow : ConditionWindow
{
    private long _last;

    public long Since { get; private set; }

    public void Add(long time, long away)
    {
        if (_last > 0 && time - _last >= away)
        {
            Since = time;
        }

        _last = Math.Max(_last, time);
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_last);
        writer.Write(Since);
    }

    public override void Load(ref StateReader reader) => (_last, Since) = (reader.ReadInt64(), reader.ReadInt64());

    public override void ShiftClock(long by) => (_last, Since) = (_last > 0 ? _last + by : 0, Since > 0 ? Since + by : 0);
}
