namespace Gateway.Core.Slopes;

/// <summary>
/// SLO method (Mufundirwa et al. 2010): t V = tf V - B, so the time of failure is the slope of t V over V. A cheap second opinion that tends to
/// be early.
/// </summary>
/// <param name="FailureTime">Days, on the clock of the times given.</param>
/// <param name="B">mm.</param>
public readonly record struct SloForecast(double FailureTime, double B)
{
    public static SloForecast Fit(ReadOnlySpan<double> times, ReadOnlySpan<double> velocities)
    {
        Span<double> products = stackalloc double[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            products[i] = times[i] * velocities[i];
        }

        var line = LineFit.Through(velocities, products);
        return new SloForecast(line.Slope, -line.At(0));
    }
}
