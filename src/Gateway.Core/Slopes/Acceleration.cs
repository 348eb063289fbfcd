namespace Gateway.Core.Slopes;

/// <summary>
/// Curvature of a displacement curve by a least-squares parabola, with its standard error. It decides whether a slope accelerates at all: the
/// difference of two velocities of overlapping windows does not tell noise from acceleration, the parabola does.
/// </summary>
/// <param name="Value">mm/d2.</param>
/// <param name="Sigma">mm/d2.</param>
public readonly record struct Acceleration(double Value, double Sigma)
{
    public static readonly Acceleration None = new(double.NaN, double.NaN);

    public bool IsSignificant(double sigmas) => Value > sigmas * Sigma;

    /// <param name="times">Days.</param>
    /// <param name="displacements">mm.</param>
    /// <param name="noise">Standard deviation of one displacement, mm.</param>
    /// <returns><see cref="None"/> with fewer than four samples or all at three times.</returns>
    public static Acceleration Of(ReadOnlySpan<double> times, ReadOnlySpan<double> displacements, double noise)
    {
        if (times.Length < 4)
        {
            return None;
        }

        // Second orthogonal polynomial over the given times: its coefficient does not depend on level and slope.
        var (mean, second, third) = Moments(times);
        double squares = 0, product = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var x = times[i] - mean;
            var p = (x * x) - (third / second * x) - second;
            squares += p * p;
            product += p * displacements[i];
        }

        return squares > 0 ? new Acceleration(2 * product / squares, 2 * noise / Math.Sqrt(squares)) : None;
    }

    private static (double Mean, double Second, double Third) Moments(ReadOnlySpan<double> times)
    {
        double mean = 0, second = 0, third = 0;
        foreach (var time in times)
        {
            mean += time / times.Length;
        }

        foreach (var time in times)
        {
            var x = time - mean;
            second += x * x / times.Length;
            third += x * x * x / times.Length;
        }

        return (mean, second, third);
    }
}
