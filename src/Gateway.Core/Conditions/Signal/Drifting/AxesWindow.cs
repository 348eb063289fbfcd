using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The last positions of a prism, axis by axis.</summary>
internal sealed class AxesWindow : ConditionWindow
{
    private const int Epochs = 15;
    private const int Enough = 5;

    private readonly SortedRing[] _axes = [new(Epochs), new(Epochs), new(Epochs)];

    /// <summary>How far it went from its medians, upward and sideways; then takes the position in. Zero before five epochs.</summary>
    public (double Rise, double Sideways) Move(double east, double north, double up)
    {
        var known = _axes[2].Count >= Enough;
        var rise = known ? up - _axes[2].Median : 0;
        var sideways = known ? Math.Sqrt(Square(east - _axes[0].Median) + Square(north - _axes[1].Median)) : 0;
        _axes[0].Add(east);
        _axes[1].Add(north);
        _axes[2].Add(up);
        return (rise, sideways);
    }

    private static double Square(double value) => value * value;

    public override void Save(StateWriter writer)
    {
        foreach (var axis in _axes)
        {
            axis.Save(writer);
        }
    }

    public override void Load(ref StateReader reader)
    {
        foreach (var axis in _axes)
        {
            axis.Load(ref reader);
        }
    }

    public override void ShiftClock(long by)
    {
        // Positions carry no times.
    }
}
