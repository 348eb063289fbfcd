namespace Gateway.Simulators.Signals;

/// <summary>
/// A concentration that approaches a level exponentially, as a detector with a first-order lag shows it; solved exactly
/// between breakpoints. T90 = 2.303 x the lag's time constant.
/// </summary>
public sealed class LaggedApproach
{
    private readonly List<(double Time, double Level, double Start, double Rate, double Shown)> _segments = [];
    private readonly double _lag;

    /// <param name="t90Seconds">Detector response in model seconds; 0 shows the concentration itself.</param>
    public LaggedApproach(double t90Seconds) => _lag = t90Seconds / Math.Log(10);

    /// <summary>Adds the stretch that begins at a model time: from <paramref name="start"/> towards <paramref name="level"/> at <paramref name="rate"/> per second.</summary>
    public void Add(double time, double level, double start, double rate)
    {
        // Equal time constants would divide by zero; a part in ten thousand is far below any detector's accuracy.
        rate = Math.Abs((rate * _lag) - 1) < 1e-4 ? rate * 1.0002 : rate;
        var shown = _segments.Count == 0 ? start : ValueAt(time);
        _segments.Add((time, level, start, rate, shown));
    }

    /// <summary>The true concentration at a model time, before the lag.</summary>
    public double TrueAt(double modelSeconds)
    {
        var s = Segment(modelSeconds);
        return s.Level + ((s.Start - s.Level) * Math.Exp(-s.Rate * (modelSeconds - s.Time)));
    }

    /// <summary>What the detector shows.</summary>
    public double ValueAt(double modelSeconds)
    {
        if (_lag <= 0)
        {
            return TrueAt(modelSeconds);
        }

        var s = Segment(modelSeconds);
        var dt = modelSeconds - s.Time;
        var k = (s.Start - s.Level) / (1 - (s.Rate * _lag));
        return s.Level + (k * Math.Exp(-s.Rate * dt)) + ((s.Shown - s.Level - k) * Math.Exp(-dt / _lag));
    }

    private (double Time, double Level, double Start, double Rate, double Shown) Segment(double seconds)
    {
        var at = _segments.FindLastIndex(s => s.Time <= seconds);
        return _segments[Math.Max(0, at)];
    }
}
