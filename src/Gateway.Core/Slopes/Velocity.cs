namespace Gateway.Core.Slopes;

/// <summary>Velocity of a point over a trailing window, with its standard error (domain rules 2.4).</summary>
/// <param name="Value">mm/d, positive in the watched direction.</param>
/// <param name="Sigma">mm/d: noise of one displacement divided by the root of the time spread.</param>
/// <param name="End">Time of the newest sample, days.</param>
/// <param name="Centroid">Mean time of the samples, days: the moment the mean velocity belongs to.</param>
/// <param name="Count">Samples used.</param>
public readonly record struct Velocity(double Value, double Sigma, double End, double Centroid, int Count)
{
    /// <summary>Fewest samples of a velocity that counts.</summary>
    public const int FewestSamples = 4;

    public static readonly Velocity None = new(double.NaN, double.NaN, double.NaN, double.NaN, 0);

    public bool IsKnown => Count > 0;

    /// <summary>True when the velocity is more than so many sigma above zero; 3 by domain rules 2.4.</summary>
    public bool IsSignificant(double sigmas) => IsKnown && Value > sigmas * Sigma;

    /// <summary>By least squares over the samples in (end - window, end]; <see cref="None"/> with fewer than <see cref="FewestSamples"/>.</summary>
    /// <param name="times">Days, ascending.</param>
    /// <param name="displacements">mm.</param>
    /// <param name="end">Index of the newest sample to use.</param>
    /// <param name="window">Days.</param>
    /// <param name="noise">Standard deviation of one displacement, mm.</param>
    public static Velocity Trailing(ReadOnlySpan<double> times, ReadOnlySpan<double> displacements, int end, double window, double noise)
    {
        var first = FirstWithin(times, end, window);
        var count = end - first + 1;
        if (count < FewestSamples)
        {
            return None;
        }

        var line = LineFit.Through(times.Slice(first, count), displacements.Slice(first, count));
        return double.IsNaN(line.Slope) ? None : new Velocity(line.Slope, noise / Math.Sqrt(line.SumOfSquares), times[end], line.MeanX, count);
    }

    /// <summary>Index of the oldest sample not older than <paramref name="window"/> days before the one at <paramref name="end"/>.</summary>
    public static int FirstWithin(ReadOnlySpan<double> times, int end, double window)
    {
        var first = end;
        while (first > 0 && times[end] - times[first - 1] <= window)
        {
            first--;
        }

        return first;
    }
}
