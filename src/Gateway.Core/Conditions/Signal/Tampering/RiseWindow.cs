using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>Least and greatest value of the last while, in twelve slices of it; whole slices leave.</summary>
internal sealed class RiseWindow(TimeSpan window) : ConditionWindow
{
    private const int Slices = 12;

    // A high that is this close to the last value is the top: noise does not end a rise.
    private const double NearTop = 0.9;

    private readonly long _slice = Math.Max(1, window.Ticks / Slices);
    private readonly double[] _least = Filled();
    private readonly double[] _most = Filled();
    private long _start;
    private int _current;

    /// <summary>NaN when empty.</summary>
    public double Least => Bound(_least, least: true);

    public void Add(double value, long time)
    {
        for (var passed = Math.Min(Slices, (time - _start) / _slice); passed > 0; passed--)
        {
            _current = (_current + 1) % Slices;
            (_least[_current], _most[_current]) = (double.NaN, double.NaN);
            _start = passed == 1 ? time - ((time - _start) % _slice) : _start;
        }

        _least[_current] = !(_least[_current] <= value) ? value : _least[_current];
        _most[_current] = !(_most[_current] >= value) ? value : _most[_current];
    }

    public bool IsRising(double last, double least) =>
        last - Least >= least && last - Least >= NearTop * (Bound(_most, least: false) - Least);

    private static double Bound(double[] values, bool least)
    {
        var bound = double.NaN;
        foreach (var value in values)
        {
            bound = double.IsNaN(bound) || (least ? value < bound : value > bound) ? value : bound;
        }

        return bound;
    }

    private static double[] Filled()
    {
        var values = new double[Slices];
        Array.Fill(values, double.NaN);
        return values;
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_least);
        writer.Write(_most);
        writer.Write(_start);
        writer.Write(_current);
    }

    public override void Load(ref StateReader reader)
    {
        reader.ReadDoubles(_least);
        reader.ReadDoubles(_most);
        _start = reader.ReadInt64();
        _current = reader.ReadInt32();
        if ((uint)_current >= Slices)
        {
            throw new InvalidDataException($"The state points at slice {_current} of {Slices}.");
        }
    }

    public override void ShiftClock(long by) => _start += _start > 0 ? by : 0;
}
