using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>Rain by slices of time. A sample costs an addition, a new slice one sum over all.</summary>
public sealed class RainWindow(TimeSpan window) : ConditionWindow
{
    private const int Slices = 96;

    // One more than the window has: the newest is not full yet.
    private readonly double[] _rain = new double[Slices + 1];
    private readonly long _width = Math.Max(1, window.Ticks / Slices);
    private long _start = long.MinValue;
    private double _counter = double.NaN;
    private double _sum;
    private long _blindUntil = long.MinValue;

    /// <param name="time">UTC ticks; one that lies before the newest slice counts in it.</param>
    /// <param name="value">mm.</param>
    /// <param name="counter">The value is a running total.</param>
    /// <returns>mm in the window.</returns>
    public double Add(long time, double value, bool counter)
    {
        if (_start == long.MinValue)
        {
            _start = time;
        }

        if (time - _start >= _width)
        {
            Advance((time - _start) / _width);
        }

        var fallen = Math.Max(0, counter ? Fallen(value) : value);
        _rain[^1] += fallen;
        return _sum += fallen;
    }

    /// <summary>A part of the window was not watched: more may have fallen than was counted, unless a counter tells.</summary>
    public bool IsBlind(long time) => time < _blindUntil;

    public override void Skip(long from, long until) => _blindUntil = until - from >= _width ? until + window.Ticks : _blindUntil;

    public override void Save(StateWriter writer)
    {
        writer.Write(_blindUntil);
        writer.Write(_rain);
        writer.Write(_start);
        writer.Write(_counter);
        writer.Write(_sum);
    }

    public override void Load(ref StateReader reader)
    {
        _blindUntil = reader.ReadInt64();
        reader.ReadDoubles(_rain);
        _start = reader.ReadInt64();
        _counter = reader.ReadDouble();
        _sum = reader.ReadDouble();
    }

    public override void ShiftClock(long by) => (_start, _blindUntil) = (Moved(_start, by), Moved(_blindUntil, by));

    private static long Moved(long time, long by) => time == long.MinValue ? time : time + by;

    // A counter that fell began anew: what it shows has fallen since.
    private double Fallen(double value)
    {
        var fallen = double.IsNaN(_counter) ? 0 : value >= _counter ? value - _counter : value;
        _counter = value;
        return fallen;
    }

    private void Advance(long slices)
    {
        var gone = (int)Math.Min(slices, _rain.Length);
        Array.Copy(_rain, gone, _rain, 0, _rain.Length - gone);
        Array.Clear(_rain, _rain.Length - gone, gone);
        _start += slices * _width;
        _sum = 0;
        foreach (var rain in _rain)
        {
            _sum += rain;
        }
    }
}
