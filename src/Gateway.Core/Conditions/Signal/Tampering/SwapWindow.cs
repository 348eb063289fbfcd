using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The outlier windows of two channels and when each stepped last.</summary>
internal sealed class SwapWindow(SwappedChannel rule) : ConditionWindow
{
    private readonly OutlierTracker[] _channels = [New(rule), New(rule)];
    private readonly long[] _last = new long[2];
    private readonly long[] _stepped = new long[2];

    public OutlierTracker First => _channels[0];

    public OutlierTracker Second => _channels[1];

    /// <summary>True when with this sample both have stepped across.</summary>
    public bool Add(int channel, in Sample sample, TimeSpan within)
    {
        if (!Trip.Usable(sample) || sample.Time == _last[channel])
        {
            return false;
        }

        _last[channel] = sample.Time;
        switch (_channels[channel].Add(sample.Value))
        {
            case OutlierEvent.Step:
                _stepped[channel] = sample.Time;
                break;
            case OutlierEvent.Spike:
                // A spike overwrites the levels of the step before it.
                _stepped[channel] = 0;
                return false;
            default:
                return false;
        }

        var other = _stepped[1 - channel];
        if (other == 0 || Math.Abs(sample.Time - other) > within.Ticks || !Crossed())
        {
            return false;
        }

        (_stepped[0], _stepped[1]) = (0, 0);
        return true;
    }

    private bool Crossed()
    {
        var allowed = Math.Min(Math.Max(First.Allowed, Second.Allowed), 0.25 * Math.Abs(First.From - Second.From));
        return Math.Abs(First.To - Second.From) <= allowed && Math.Abs(Second.To - First.From) <= allowed;
    }

    private static OutlierTracker New(SwappedChannel rule) => new(window: 9, rule.Factor, run: 3, rule.LeastSize);

    public override void Save(StateWriter writer)
    {
        foreach (var channel in _channels)
        {
            channel.Save(writer);
        }

        writer.Write(_last);
        writer.Write(_stepped);
    }

    public override void Load(ref StateReader reader)
    {
        foreach (var channel in _channels)
        {
            channel.Load(ref reader);
        }

        reader.ReadInt64s(_last);
        reader.ReadInt64s(_stepped);
    }

    public override void ShiftClock(long by)
    {
        for (var i = 0; i < 2; i++)
        {
            _last[i] += _last[i] > 0 ? by : 0;
            _stepped[i] += _stepped[i] > 0 ? by : 0;
        }
    }
}
