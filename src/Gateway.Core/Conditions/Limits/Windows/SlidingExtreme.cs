using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// Greatest or least value of a moving window: the queue of values that no later one outdoes, so a sample costs a constant on average. Values of
/// one grain of the window are kept as the most extreme of them, so memory is bounded, and a value may stay up to one grain (1/240 of the
/// window) too long, never too short.
/// </summary>
internal sealed class SlidingExtreme(TimeSpan window, bool greatest) : ConditionWindow
{
    private const int Capacity = 256;

    private readonly (long Time, double Value)[] _queue = new (long, double)[Capacity];
    private readonly long _window = window.Ticks;
    private readonly long _grain = Math.Max(1, window.Ticks / SlidingMean.Resolution);
    private int _first;
    private int _count;

    /// <summary>NaN before the first value.</summary>
    public double Value => _count == 0 ? double.NaN : _queue[_first].Value;

    public void Add(long time, double value)
    {
        while (_count > 0 && Outdoes(value, _queue[Last].Value))
        {
            _count--;
        }

        // The newest of the grain carries its time, the most extreme its value.
        if (_count > 0 && (_count == Capacity || _queue[Last].Time / _grain == time / _grain))
        {
            _queue[Last].Time = time;
        }
        else
        {
            _queue[(_first + _count) & (Capacity - 1)] = (time, value);
            _count++;
        }

        while (_count > 0 && _queue[_first].Time < time - _window)
        {
            _first = (_first + 1) & (Capacity - 1);
            _count--;
        }
    }

    private int Last => (_first + _count - 1) & (Capacity - 1);

    private bool Outdoes(double value, double other) => greatest ? value >= other : value <= other;

    public override void Save(StateWriter writer)
    {
        writer.Write(_count);
        for (var i = 0; i < _count; i++)
        {
            var (time, value) = _queue[(_first + i) & (Capacity - 1)];
            writer.Write(time);
            writer.Write(value);
        }
    }

    public override void Load(ref StateReader reader)
    {
        _first = 0;
        _count = StateCount.Read(ref reader, Capacity);
        for (var i = 0; i < _count; i++)
        {
            _queue[i] = (reader.ReadInt64(), reader.ReadDouble());
        }
    }

    public override void ShiftClock(long by)
    {
        for (var i = 0; i < _count; i++)
        {
            _queue[(_first + i) & (Capacity - 1)].Time += by;
        }
    }
}
