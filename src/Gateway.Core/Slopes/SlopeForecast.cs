namespace Gateway.Core.Slopes;

/// <summary>
/// When the slope would fail if it went on like this: an interval, never one date. All times are days after the assessment; NaN when they could not
/// be worked out. The figures are there also when the forecast is refused: then they are for the expert and no ground for anything.
/// </summary>
/// <param name="Early">Inverse velocity with velocities stamped at the centroid of their window.</param>
/// <param name="Late">The same stamped at the end of the window: the remaining life that rules compare.</param>
/// <param name="Error">Standard error of <paramref name="Late"/>.</param>
/// <param name="R2">Fit, 0 to 1.</param>
/// <param name="Count">Velocities in the fit.</param>
/// <param name="WindowStart">Failure window of a short and a long moving mean (Carla et al. 2017, SMA-3 and LMA-7); needs six velocities more than
/// the fit.</param>
/// <param name="WindowEnd">Its end.</param>
/// <param name="Slo">SLO method, second opinion.</param>
/// <param name="Saito">Saito 1969 from the last rise, information only.</param>
public readonly record struct SlopeForecast(
    double Early, double Late, double Error, double R2, int Count, double WindowStart, double WindowEnd, double Slo, double Saito)
{
    public static readonly SlopeForecast None = new(
        double.NaN, double.NaN, double.NaN, double.NaN, 0, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Velocities that a failure window of <paramref name="points"/> velocities needs.</summary>
    internal static int HistoryFor(int points) => points + Long - 1;

    private const int Short = 3;
    private const int Long = 7;

    /// <param name="history">Velocities of one window, oldest first, the newest as of now (time 0).</param>
    /// <param name="points">How many of the newest to fit.</param>
    internal static SlopeForecast From(ReadOnlySpan<Velocity> history, int points, double saito)
    {
        if (history.Length < points)
        {
            return None;
        }

        var (late, early) = (Fit(history, points, 1, atEnd: true), Fit(history, points, 1, atEnd: false));
        var (start, end) = FailureWindow(history, points);
        return new SlopeForecast(early.FailureTime, late.FailureTime, late.Error, late.R2, points, start, end, SecondOpinion(history[^points..]), saito)
        {
            Trend = late.Trend,
        };
    }

    /// <summary>Slope of 1/V, d/mm a day; below zero while it accelerates.</summary>
    public double Trend { get; init; } = double.NaN;

    private static (double Start, double End) FailureWindow(ReadOnlySpan<Velocity> history, int points)
    {
        if (history.Length < HistoryFor(points))
        {
            return (double.NaN, double.NaN);
        }

        var first = Fit(history, points, Short, atEnd: true).FailureTime;
        var second = Fit(history, points, Long, atEnd: true).FailureTime;
        var half = Math.Abs(second - first) / 2;
        return (first - half, second + half);
    }

    private static InverseVelocity Fit(ReadOnlySpan<Velocity> history, int points, int smooth, bool atEnd)
    {
        Span<double> times = stackalloc double[points];
        Span<double> velocities = stackalloc double[points];
        for (var i = 0; i < points; i++)
        {
            var last = history.Length - points + i;
            times[i] = atEnd ? history[last].End : history[last].Centroid;
            velocities[i] = MovingMean(history, last, smooth);
        }

        return InverseVelocity.Fit(times, velocities);
    }

    private static double MovingMean(ReadOnlySpan<Velocity> history, int last, int smooth)
    {
        double sum = 0;
        for (var i = last - smooth + 1; i <= last; i++)
        {
            sum += history[i].Value;
        }

        return sum / smooth;
    }

    private static double SecondOpinion(ReadOnlySpan<Velocity> history)
    {
        Span<double> times = stackalloc double[history.Length];
        Span<double> velocities = stackalloc double[history.Length];
        for (var i = 0; i < history.Length; i++)
        {
            (times[i], velocities[i]) = (history[i].End, history[i].Value);
        }

        return SloForecast.Fit(times, velocities).FailureTime;
    }
}
