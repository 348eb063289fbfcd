using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// What a healthy signal does by itself between two samples, learned from its last 64 changes. Robust: a quarter of them may be wild.
/// Two figures, because a quantised signal at rest mostly does not change at all: its noise is none, its least step is its resolution.
/// </summary>
internal sealed class NoiseFloor
{
    private const int Remembered = 64;
    private const int Enough = 16;

    // White noise of deviation s changes by s*sqrt(2); MAD to deviation is 1.4826 (Hampel 1974).
    private const double ChangeToDeviation = 1.4826 / 1.4142135623730951;

    private readonly SortedRing _changes = new(Remembered);
    private readonly SortedRing _steps = new(Remembered);
    private double _last = double.NaN;

    /// <summary>False before 16 changes that are not zero; then the figures below are 0.</summary>
    public bool IsLearned => _steps.Count >= Enough;

    /// <summary>Standard deviation of the noise, in the point's unit; 0 while unknown.</summary>
    public double Deviation { get; private set; }

    /// <summary>The least typical change that is one (lower decile): the resolution of a quantised signal. 0 while unknown.</summary>
    public double LeastStep { get; private set; }

    /// <summary>The smallest deviation that means anything: noise, but at least the resolution.</summary>
    public double Floor => Math.Max(Deviation, LeastStep);

    public void Learn(double value)
    {
        var change = Math.Abs(value - _last);
        _last = value;
        if (double.IsNaN(change))
        {
            return;
        }

        _changes.Add(change);
        if (change > 0)
        {
            _steps.Add(change);
        }

        Refresh();
    }

    /// <summary>The next value follows on nothing: a gap, a step, an outlier lies between.</summary>
    public void Break() => _last = double.NaN;

    public void Save(StateWriter writer)
    {
        writer.Write(_last);
        _changes.Save(writer);
        _steps.Save(writer);
    }

    public void Load(ref StateReader reader)
    {
        _last = reader.ReadDouble();
        _changes.Load(ref reader);
        _steps.Load(ref reader);
        Refresh();
    }

    private void Refresh()
    {
        if (IsLearned)
        {
            Deviation = ChangeToDeviation * _changes.Median;
            LeastStep = _steps.Quantile(0.1);
        }
    }
}
