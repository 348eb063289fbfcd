namespace Gateway.Core.Slopes;

/// <summary>
/// Displacements in, assessment out (domain rules 2.4 and 9.2). Pure: the same samples give the same result, so nothing but the samples need
/// be kept over a restart.
/// </summary>
public static class SlopeAnalysis
{
    /// <summary>A velocity this fast, mm/d, counts at its first evaluation.</summary>
    public const double CountsAtOnce = 50;

    /// <summary>Sigmas a velocity must be above zero.</summary>
    public const double VelocitySigmas = 3;

    /// <summary>Sigmas the older velocities of a forecast must be above zero.</summary>
    public const double OlderSigmas = 1.5;

    /// <summary>
    /// Sigmas of curvature below which a slope is not said to accelerate [P]: noise alone gets there once in ten thousand independent looks.
    /// Without it, velocities of overlapping windows wander smoothly enough to give steady creep a straight inverse velocity.
    /// </summary>
    public const double CurvatureSigmas = 3.72;

    /// <summary>
    /// Times the velocity must have grown over the fit [P], unless the curvature is beyond twice <see cref="CurvatureSigmas"/>. On a straight inverse
    /// velocity it bounds the life to 2.5 times the time fitted: through noise nobody can see farther along so short a line.
    /// </summary>
    public const double LeastGrowth = 1.4;

    private const int MostHistory = 16;

    /// <summary>Days back from the newest sample that an assessment looks at.</summary>
    public static double Reach(SlopeSettings settings) => Math.Max(
        2 * settings.WindowDays,
        settings.WindowDays + (1.5 * settings.ApartDays * SlopeForecast.HistoryFor(settings.ForecastPoints)));

    /// <param name="times">UTC ticks, strictly ascending.</param>
    /// <param name="displacements">mm, positive in the watched direction.</param>
    /// <param name="noise">Standard deviation of one displacement, mm.</param>
    /// <param name="v0">Creep rate of the uniform stage, mm/d; NaN when not known.</param>
    /// <param name="stepTime">UTC ticks of the last step, 0 when none.</param>
    public static SlopeAssessment Assess(
        ReadOnlySpan<long> times, ReadOnlySpan<double> displacements, double noise, double v0, long stepTime, SlopeSettings settings)
    {
        if (times.IsEmpty)
        {
            return Nothing(0, noise, stepTime, settings);
        }

        var first = FirstWithin(times, Reach(settings));
        Span<double> days = stackalloc double[times.Length - first];
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = (times[first + i] - times[^1]) / (double)TimeSpan.TicksPerDay;
        }

        var basic = Nothing(times[^1], noise, stepTime, settings);
        return Assess(days, displacements[first..], v0, basic, settings);
    }

    private static SlopeAssessment Assess(
        ReadOnlySpan<double> days, ReadOnlySpan<double> displacements, double v0, in SlopeAssessment basic, SlopeSettings settings)
    {
        Span<Velocity> space = stackalloc Velocity[MostHistory];
        var wanted = Math.Min(MostHistory, SlopeForecast.HistoryFor(settings.ForecastPoints));
        var history = History(days, displacements, settings.WindowDays, settings.ApartDays, basic.Noise, space[..wanted]);
        var fastest = Fastest(days, displacements, basic.Noise, history, settings);
        if (history.IsEmpty)
        {
            return basic with { Fastest = fastest.Velocity, FastestWindow = fastest.Window };
        }

        var velocity = history[^1];
        var effective = TangentAngle.EffectiveV0(v0, velocity.Sigma, settings.V0Floor);
        var bend = Velocity.FirstWithin(days, days.Length - 1, 2 * settings.WindowDays);
        var curvature = Acceleration.Of(days[bend..], displacements[bend..], basic.Noise);
        var result = basic with
        {
            Velocity = velocity, Counts = Counts(history), Fastest = fastest.Velocity, FastestWindow = fastest.Window,
            VelocityChange = Change(history), Acceleration = curvature, EffectiveV0 = effective,
            IsAccelerating = Counts(history) && curvature.IsSignificant(CurvatureSigmas),
            Angle = TangentAngle.Degrees(velocity.Value, effective),
            Forecast = SlopeForecast.From(history, settings.ForecastPoints, Saito(days, displacements, settings.WindowDays)),
        };
        return result with { Refusal = Refusal(result, history, settings) };
    }

    private static SlopeAssessment Nothing(long time, double noise, long stepTime, SlopeSettings settings) => new()
    {
        Time = time, Noise = noise, StepTime = stepTime, Velocity = Velocity.None, Fastest = Velocity.None, VelocityChange = double.NaN,
        Acceleration = Acceleration.None, Angle = double.NaN, EffectiveV0 = double.NaN, Forecast = SlopeForecast.None,
        Refusal = stepTime != 0 && time - stepTime < Reach(settings) * TimeSpan.TicksPerDay
            ? ForecastRefusal.StepInWindow : ForecastRefusal.TooFewPoints,
    };

    /// <summary>Velocities of one window as of now and of earlier samples, each at least <paramref name="apart"/> days before the next; oldest first.</summary>
    private static ReadOnlySpan<Velocity> History(
        ReadOnlySpan<double> days, ReadOnlySpan<double> displacements, double window, double apart, double noise, Span<Velocity> space)
    {
        var used = space.Length;
        for (int end = days.Length - 1; end >= 0 && used > 0;)
        {
            var velocity = Velocity.Trailing(days, displacements, end, window, noise);
            if (!velocity.IsKnown)
            {
                break;
            }

            space[--used] = velocity;
            var before = days[end] - apart;
            do
            {
                end--;
            }
            while (end >= 0 && days[end] > before);
        }

        return space[used..];
    }

    private static (Velocity Velocity, double Window) Fastest(
        ReadOnlySpan<double> days, ReadOnlySpan<double> displacements, double noise, ReadOnlySpan<Velocity> decision, SlopeSettings settings)
    {
        var (best, bestWindow) = Counts(decision) ? (decision[^1], settings.WindowDays) : (Velocity.None, double.NaN);
        Span<Velocity> space = stackalloc Velocity[2];
        foreach (var window in settings.ShortWindows.Span)
        {
            var history = History(days, displacements, window.TotalDays, window.TotalDays / 8, noise, space);
            if (Counts(history) && !(history[^1].Value <= best.Value))
            {
                (best, bestWindow) = (history[^1], window.TotalDays);
            }
        }

        return (best, bestWindow);
    }

    private static bool Counts(ReadOnlySpan<Velocity> history) =>
        !history.IsEmpty && history[^1].IsSignificant(VelocitySigmas)
        && (history[^1].Value >= CountsAtOnce || (history.Length > 1 && history[^2].IsSignificant(VelocitySigmas)));

    private static double Change(ReadOnlySpan<Velocity> history) => history.Length < 2
        ? double.NaN
        : (history[^1].Value - history[^2].Value) / (history[^1].End - history[^2].End);

    private static double Saito(ReadOnlySpan<double> days, ReadOnlySpan<double> displacements, double window)
    {
        var first = Velocity.FirstWithin(days, days.Length - 1, window);
        var rise = displacements[^1] - displacements[first];
        return rise > 0 ? SaitoForecast.Tertiary(days[first..], displacements[first..], rise) : double.NaN;
    }

    private static ForecastRefusal Refusal(in SlopeAssessment result, ReadOnlySpan<Velocity> history, SlopeSettings settings)
    {
        var forecast = result.Forecast;
        if (history.Length < settings.ForecastPoints)
        {
            return result.Refusal;
        }

        if (!history[^1].IsSignificant(VelocitySigmas) || !history[^2].IsSignificant(VelocitySigmas))
        {
            return ForecastRefusal.NotSignificant;
        }

        foreach (ref readonly var older in history[^settings.ForecastPoints..^2])
        {
            if (!older.IsSignificant(OlderSigmas))
            {
                return ForecastRefusal.WeakVelocityInFit;
            }
        }

        if (!(forecast.Trend < 0) || !result.IsAccelerating || !Grew(result, history[^settings.ForecastPoints], history[^1]))
        {
            return ForecastRefusal.NotAccelerating;
        }

        return forecast.R2 < settings.LeastR2 ? ForecastRefusal.PoorFit
            : forecast.Late > 0 && forecast.Late <= settings.Horizon.TotalDays ? ForecastRefusal.None : ForecastRefusal.BeyondHorizon;
    }

    // Above the uniform creep (onset of acceleration: V crosses its long mean upward), and grown enough over the fit.
    private static bool Grew(in SlopeAssessment result, in Velocity oldest, in Velocity newest) =>
        newest.Value > result.EffectiveV0
        && (newest.Value >= LeastGrowth * oldest.Value || result.Acceleration.IsSignificant(2 * CurvatureSigmas));

    private static int FirstWithin(ReadOnlySpan<long> times, double days)
    {
        var oldest = times[^1] - (long)(days * TimeSpan.TicksPerDay);
        var first = times.Length - 1;
        while (first > 0 && times[first - 1] >= oldest)
        {
            first--;
        }

        return first;
    }
}
