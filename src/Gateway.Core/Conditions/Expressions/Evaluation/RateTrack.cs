using Gateway.Core.State;

namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>
/// The course of one value over a window: the last sample of each of 30 slices. Its rate is the slope of the least-squares line through
/// them, which one odd sample moves little; there is none until the samples span half of the window.
/// </summary>
internal sealed class RateTrack(long window)
{
    private const int Slices = 30;
    private const int Capacity = Slices + 2;

    private readonly long[] _times = new long[Capacity];
    private readonly double[] _values = new double[Capacity];
    private readonly long _slice = Math.Max(1, window / Slices);
    private int _newest = -1;
    private int _count;
    private long _lastDoubt = ExpressionWindow.Never;

    /// <summary>An uncertain value lies within the window.</summary>
    public bool IsDoubtful => _count > 0 && _lastDoubt != ExpressionWindow.Never && _times[_newest] - _lastDoubt <= window;

    /// <summary>A sample older than the newest means that the source's clock was set back: the course begins anew.</summary>
    public void Add(long time, double value, bool doubtful)
    {
        if (_count > 0 && time < _times[_newest])
        {
            Clear();
        }

        if (_count == 0 || time / _slice != _times[_newest] / _slice)
        {
            _newest = (_newest + 1) % Capacity;
            _count = Math.Min(_count + 1, Capacity);
        }

        _times[_newest] = time;
        _values[_newest] = value;
        _lastDoubt = doubtful ? time : _lastDoubt;
    }

    /// <summary>Nothing was watched for so many ticks. A line across a hole of half the window says nothing of what went on in it.</summary>
    public void Skip(long ticks)
    {
        if (ticks >= window / 2)
        {
            Clear();
        }
    }

    private void Clear()
    {
        _count = 0;
        _newest = -1;
        _lastDoubt = ExpressionWindow.Never;
    }

    /// <summary>Per second; NaN while there is too little.</summary>
    public double Slope()
    {
        var used = Used();
        if (used < 2 || _times[_newest] - _times[At(used - 1)] < window / 2)
        {
            return double.NaN;
        }

        double meanTime = 0, meanValue = 0;
        for (var i = 0; i < used; i++)
        {
            meanTime += Seconds(i) / used;
            meanValue += _values[At(i)] / used;
        }

        double above = 0, below = 0;
        for (var i = 0; i < used; i++)
        {
            var t = Seconds(i) - meanTime;
            above += t * (_values[At(i)] - meanValue);
            below += t * t;
        }

        return above / below;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_newest);
        writer.Write(_count);
        writer.Write(_lastDoubt);
        writer.Write(_times.AsSpan());
        writer.Write(_values.AsSpan());
    }

    public void Load(ref StateReader reader)
    {
        _newest = reader.ReadInt32();
        _count = reader.ReadInt32();
        _lastDoubt = reader.ReadInt64();
        reader.ReadInt64s(_times);
        reader.ReadDoubles(_values);
        if (_count is < 0 or > Capacity || _newest < -1 || _newest >= Capacity || (_count > 0 && _newest < 0))
        {
            throw new InvalidDataException($"The course of a value holds {_count} samples, the newest at {_newest}.");
        }
    }

    public void ShiftClock(long by)
    {
        for (var i = 0; i < _count; i++)
        {
            _times[At(i)] += by;
        }

        _lastDoubt += _lastDoubt == ExpressionWindow.Never ? 0 : by;
    }

    // 0 = the newest, then back in time.
    private int At(int back) => (_newest - back + Capacity) % Capacity;

    private double Seconds(int back) => (_times[At(back)] - _times[_newest]) / (double)TimeSpan.TicksPerSecond;

    private int Used()
    {
        var used = 0;
        while (used < _count && _times[_newest] - _times[At(used)] <= window)
        {
            used++;
        }

        return used;
    }
}
