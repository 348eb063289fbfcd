namespace Gateway.Core.Conditions;

/// <summary>Robust statistics in place: the span is sorted or overwritten. Allocates nothing.</summary>
internal static class Quantile
{
    /// <summary>Makes the median absolute deviation of normal noise its standard deviation.</summary>
    public const double MadToSigma = 1.4826;

    /// <summary>Linear between the two nearest ranks; NaN of nothing.</summary>
    public static double Of(Span<float> values, double share)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        values.Sort();
        var rank = share * (values.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, values.Length - 1);
        return values[below] + ((rank - below) * (values[above] - values[below]));
    }

    public static (double Median, double Sigma) MedianAndSigma(Span<float> values)
    {
        var median = Of(values, 0.5);
        foreach (ref var value in values)
        {
            value = (float)Math.Abs(value - median);
        }

        return (median, MadToSigma * Of(values, 0.5));
    }
}
