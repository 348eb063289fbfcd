namespace Gateway.Core.Slopes;

/// <summary>A straight line through points by ordinary least squares.</summary>
/// <param name="Slope">Per unit of x.</param>
/// <param name="MeanX">Centroid of the points: slope and <paramref name="MeanY"/> are not correlated there.</param>
/// <param name="MeanY">Height of the line at <paramref name="MeanX"/>.</param>
/// <param name="SumOfSquares">Sum of (x - mean x) squared; sigma of the slope is sigma of y divided by its root.</param>
/// <param name="R2">Share of the scatter of y that the line explains, 0 to 1.</param>
/// <param name="Residual">Standard deviation of the residuals with n - 2 degrees of freedom; 0 for two points.</param>
public readonly record struct LineFit(double Slope, double MeanX, double MeanY, double SumOfSquares, double R2, double Residual, int Count)
{
    public double At(double x) => MeanY + (Slope * (x - MeanX));

    /// <summary>Where the line crosses zero; infinite or NaN when it is level.</summary>
    public double Root => MeanX - (MeanY / Slope);

    /// <summary>Needs two points with different x; otherwise the slope is NaN.</summary>
    public static LineFit Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (meanX, meanY) = (Mean(x), Mean(y));
        double sxx = 0, sxy = 0, syy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            sxx += dx * dx;
            sxy += dx * dy;
            syy += dy * dy;
        }

        var slope = sxx > 0 ? sxy / sxx : double.NaN;
        var unexplained = Math.Max(0, syy - (slope * sxy));
        var r2 = syy > 0 ? 1 - (unexplained / syy) : 1;
        var residual = x.Length > 2 ? Math.Sqrt(unexplained / (x.Length - 2)) : 0;
        return new LineFit(slope, meanX, meanY, sxx, r2, residual, x.Length);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
