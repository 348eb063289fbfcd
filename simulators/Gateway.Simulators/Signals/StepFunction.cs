namespace Gateway.Simulators.Signals;

/// <summary>A switch or setting over time: constant between the moments of its timetable.</summary>
public sealed class StepFunction : ISignal
{
    private readonly double[] _times;
    private readonly double[] _values;

    /// <param name="initial">Value before the first step.</param>
    /// <param name="steps">Scenario seconds and the value from then on, in any order.</param>
    public StepFunction(double initial, params (double Seconds, double Value)[] steps)
    {
        var sorted = steps.OrderBy(s => s.Seconds).ToArray();
        _times = [double.NegativeInfinity, .. sorted.Select(s => s.Seconds)];
        _values = [initial, .. sorted.Select(s => s.Value)];
    }

    /// <summary>Moments at which it changes.</summary>
    public IEnumerable<double> Steps => _times.Skip(1);

    public double ValueAt(double seconds)
    {
        var at = Array.BinarySearch(_times, seconds);
        at = at >= 0 ? at : ~at - 1;
        while (at + 1 < _times.Length && _times[at + 1] <= seconds)
        {
            at++;
        }

        return _values[at];
    }
}
