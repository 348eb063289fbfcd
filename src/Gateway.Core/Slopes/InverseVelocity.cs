namespace Gateway.Core.Slopes;

/// <summary>
/// Time of failure where the straight line through 1/V meets zero (Fukuzono 1985; Voight 1988 with exponent 2). Linear, because that was more
/// stable and more accurate than the general exponent on 55 case histories (domain rules 2.4).
/// </summary>
/// <param name="FailureTime">Days, on the clock of the times given.</param>
/// <param name="Error">Standard error of it to first order, days.</param>
/// <param name="Trend">Slope of 1/V: below zero while the slope accelerates.</param>
/// <param name="R2">Fit, 0 to 1.</param>
/// <param name="Count">Velocities used.</param>
public readonly record struct InverseVelocity(double FailureTime, double Error, double Trend, double R2, int Count)
{
    public static readonly InverseVelocity None = new(double.NaN, double.NaN, double.NaN, double.NaN, 0);

    public bool IsKnown => Count > 0;

    /// <param name="times">Days: the ends of the velocity windows (late forecast) or their centroids (early forecast).</param>
    /// <param name="velocities">mm/d. One that is not above zero makes the forecast impossible.</param>
    public static InverseVelocity Fit(ReadOnlySpan<double> times, ReadOnlySpan<double> velocities)
    {
        Span<double> inverse = stackalloc double[velocities.Length];
        for (var i = 0; i < velocities.Length; i++)
        {
            if (velocities[i] <= 0 || double.IsNaN(velocities[i]))
            {
                return None;
            }

            inverse[i] = 1 / velocities[i];
        }

        return velocities.Length < 2 ? None : FromLine(LineFit.Through(times, inverse));
    }

    // At the centroid height and slope are uncorrelated, so var(tf) = var(mean)/m2 + mean2 var(m)/m4 without a covariance.
    private static InverseVelocity FromLine(in LineFit line)
    {
        var height = line.Residual / Math.Sqrt(line.Count);
        var slope = line.Residual / Math.Sqrt(line.SumOfSquares);
        var distance = line.MeanY / line.Slope;
        var error = Math.Sqrt((height * height) + (distance * distance * slope * slope)) / Math.Abs(line.Slope);
        return new InverseVelocity(line.Root, error, line.Slope, line.R2, line.Count);
    }
}
