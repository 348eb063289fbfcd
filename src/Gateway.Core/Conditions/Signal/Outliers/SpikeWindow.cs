using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The outlier window of a point and the times of its last spikes: one more than are borne.</summary>
internal sealed class SpikeWindow(Spike rule) : ConditionWindow
{
    private readonly long[] _times = new long[rule.PerHour + 1];
    private int _next;
    private long _last;

    public OutlierTracker Outliers { get; } = new(rule.Window, rule.Factor, run: 3, rule.LeastSize);

    /// <summary>False for a sample that was there before.</summary>
    public bool Add(in Sample sample)
    {
        if (sample.Time <= _last)
        {
            return false;
        }

        _last = sample.Time;
        if (Outliers.Add(sample.Value) == OutlierEvent.Spike)
        {
            _times[_next] = sample.Time;
            _next = (_next + 1) % _times.Length;
        }

        return true;
    }

    /// <summary>Counts no farther than one more than are borne.</summary>
    public int InLastHour(long now)
    {
        var found = 0;
        foreach (var time in _times)
        {
            found += time > 0 && time > now - TimeSpan.TicksPerHour ? 1 : 0;
        }

        return found;
    }

    public override void Save(StateWriter writer)
    {
        Outliers.Save(writer);
        writer.Write(_times);
        writer.Write(_next);
        writer.Write(_last);
    }

    public override void Load(ref StateReader reader)
    {
        Outliers.Load(ref reader);
        reader.ReadInt64s(_times);
        _next = reader.ReadInt32();
        _last = reader.ReadInt64();
        if ((uint)_next >= (uint)_times.Length)
        {
            throw new InvalidDataException($"The state points at spike {_next} of {_times.Length}.");
        }
    }

    public override void ShiftClock(long by)
    {
        _last += by;
        for (var i = 0; i < _times.Length; i++)
        {
            _times[i] += _times[i] > 0 ? by : 0;
        }
    }
}
