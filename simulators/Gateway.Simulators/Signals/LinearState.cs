namespace Gateway.Simulators.Signals;

/// <summary>
/// x' = a + b x with a and b constant between breakpoints, solved exactly: the value at a time never depends on a step
/// width. Also gives its integral.
/// </summary>
public sealed class LinearState
{
    private readonly double[] _times;
    private readonly double[] _starts;
    private readonly double[] _integrals;
    private readonly (double A, double B)[] _rates;
    private readonly double _low;
    private readonly double _high;

    /// <param name="initial">x at model time 0.</param>
    /// <param name="breakpoints">Rising model seconds, the first 0.</param>
    /// <param name="rates">a and b from a breakpoint on, per second.</param>
    /// <param name="low">The state cannot fall below this (an empty tank).</param>
    /// <param name="high">The state cannot rise above this (a full one).</param>
    public LinearState(
        double initial,
        double[] breakpoints,
        Func<double, (double A, double B)> rates,
        double low = double.NegativeInfinity,
        double high = double.PositiveInfinity)
    {
        (_times, _low, _high) = (breakpoints, low, high);
        _rates = [.. breakpoints.Select(rates)];
        _starts = new double[breakpoints.Length];
        _integrals = new double[breakpoints.Length];
        _starts[0] = initial;
        for (var i = 1; i < breakpoints.Length; i++)
        {
            var dt = breakpoints[i] - breakpoints[i - 1];
            _starts[i] = Math.Clamp(Advance(i - 1, dt), low, high);
            _integrals[i] = _integrals[i - 1] + Integrate(i - 1, dt);
        }
    }

    public double ValueAt(double modelSeconds)
    {
        var i = Segment(modelSeconds);
        return Math.Clamp(Advance(i, modelSeconds - _times[i]), _low, _high);
    }

    /// <summary>Integral from 0. Not for a state that runs into its low or high end.</summary>
    public double IntegralAt(double modelSeconds)
    {
        var i = Segment(modelSeconds);
        return _integrals[i] + Integrate(i, modelSeconds - _times[i]);
    }

    private int Segment(double seconds)
    {
        var at = Array.BinarySearch(_times, seconds);
        return at >= 0 ? at : Math.Max(0, ~at - 1);
    }

    private double Advance(int i, double dt)
    {
        var (a, b) = _rates[i];
        return b == 0 ? _starts[i] + (a * dt) : (-a / b) + ((_starts[i] + (a / b)) * Math.Exp(b * dt));
    }

    private double Integrate(int i, double dt)
    {
        var (a, b) = _rates[i];
        return b == 0
            ? (_starts[i] * dt) + (a * dt * dt / 2)
            : (-a / b * dt) + ((_starts[i] + (a / b)) / b * (Math.Exp(b * dt) - 1));
    }
}
