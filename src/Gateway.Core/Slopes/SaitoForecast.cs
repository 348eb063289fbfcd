namespace Gateway.Core.Slopes;

/// <summary>Saito's forecasts of creep failure: information beside the inverse velocity, never a ground for a tier.</summary>
public static class SaitoForecast
{
    /// <summary>Half width of the 1965 forecast, decades: a factor of 4 either way.</summary>
    public const double SecondaryDecades = 0.59;

    /// <summary>
    /// Saito 1965, secondary creep: log10 tr = 2.33 - 0.916 log10 e. The unit of e, 1e-4 per minute, is from memory and not verified (domain
    /// rules 2.4).
    /// </summary>
    /// <param name="strainRate">Steady strain rate, 1e-4 per minute; above zero.</param>
    /// <returns>Time to rupture in minutes.</returns>
    public static double SecondaryMinutes(double strainRate) => Math.Pow(10, 2.33 - (0.916 * Math.Log10(strainRate)));

    /// <summary>Saito 1969, tertiary creep, from three times at equal increments of displacement.</summary>
    /// <returns>Time of rupture on the clock of the arguments; NaN when the increments do not get faster.</returns>
    public static double Tertiary(double first, double second, double third)
    {
        var denominator = second - first - (0.5 * (third - first));
        return denominator > 0 ? first + (0.5 * (second - first) * (second - first) / denominator) : double.NaN;
    }

    /// <summary>
    /// The same from a displacement curve: the last stretch of <paramref name="rise"/> mm is halved and the times of its three marks are interpolated.
    /// </summary>
    /// <param name="times">Days, ascending.</param>
    /// <param name="displacements">mm.</param>
    /// <returns>Days; NaN when the curve has not risen so far or does not get faster.</returns>
    public static double Tertiary(ReadOnlySpan<double> times, ReadOnlySpan<double> displacements, double rise)
    {
        var top = displacements[^1];
        return Tertiary(
            LastCrossing(times, displacements, top - rise), LastCrossing(times, displacements, top - (rise / 2)), times[^1]);
    }

    private static double LastCrossing(ReadOnlySpan<double> times, ReadOnlySpan<double> displacements, double level)
    {
        for (var i = times.Length - 1; i > 0; i--)
        {
            if (displacements[i - 1] <= level && displacements[i] > level)
            {
                var share = (level - displacements[i - 1]) / (displacements[i] - displacements[i - 1]);
                return times[i - 1] + (share * (times[i] - times[i - 1]));
            }
        }

        return double.NaN;
    }
}
