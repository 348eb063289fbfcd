namespace Gateway.Core.Slopes;

/// <summary>
/// A straight line that a few wild values do not turn: the median of the slopes of all pairs (Theil 1950, Sen 1968), the median of the
/// residuals as its height, 1.4826 MAD of the residuals as their sigma (Hampel 1974).
/// </summary>
/// <param name="Slope">Per unit of x.</param>
/// <param name="Intercept">Height at x = 0.</param>
/// <param name="Sigma">Robust standard deviation of the residuals.</param>
public readonly record struct RobustLine(double Slope, double Intercept, double Sigma)
{
    /// <summary>Makes the MAD of normally distributed values their standard deviation.</summary>
    public const double MadToSigma = 1.4826;

    /// <summary>The pairs grow with the square: 96 points have 4,560 of them.</summary>
    public const int MostPoints = 96;

    public double At(double x) => Intercept + (Slope * x);

    /// <param name="x">2 to <see cref="MostPoints"/> values, not all the same.</param>
    public static RobustLine Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var slope = MedianSlope(x, y);
        Span<double> residuals = stackalloc double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            residuals[i] = y[i] - (slope * x[i]);
        }

        var intercept = Median(residuals);
        return new RobustLine(slope, intercept, MadToSigma * MedianDistance(residuals, intercept));
    }

    /// <summary>Sorts its argument.</summary>
    public static double Median(Span<double> values)
    {
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>The MAD; overwrites its argument.</summary>
    public static double MedianDistance(Span<double> values, double from)
    {
        foreach (ref var value in values)
        {
            value = Math.Abs(value - from);
        }

        return Median(values);
    }

    private static double MedianSlope(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Span<double> slopes = stackalloc double[x.Length * (x.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
            {
                if (x[j] != x[i])
                {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }

        return Median(slopes[..count]);
    }
}
