namespace Gateway.Core.Conditions;

/// <summary>Sums of (time, value) pairs about a common origin, in seconds and the point's unit: all that a straight line needs.</summary>
internal readonly record struct SlopeSums(double Count, double T, double X, double Tt, double Tx, double Xx)
{
    public static SlopeSums Of(double t, double x) => new(1, t, x, t * t, t * x, x * x);

    public static SlopeSums operator +(in SlopeSums a, in SlopeSums b) =>
        new(a.Count + b.Count, a.T + b.T, a.X + b.X, a.Tt + b.Tt, a.Tx + b.Tx, a.Xx + b.Xx);

    public static SlopeSums operator -(in SlopeSums a, in SlopeSums b) =>
        new(a.Count - b.Count, a.T - b.T, a.X - b.X, a.Tt - b.Tt, a.Tx - b.Tx, a.Xx - b.Xx);

    /// <summary>The same pairs about an origin that lies so much later and higher.</summary>
    public SlopeSums Rebased(double t, double x) => new(
        Count, T - (Count * t), X - (Count * x), Tt - (2 * t * T) + (Count * t * t), Tx - (t * X) - (x * T) + (Count * t * x),
        Xx - (2 * x * X) + (Count * x * x));

    /// <summary>Spread of the times about their mean, s2.</summary>
    public double Spread => Tt - (T * T / Count);

    /// <summary>Ordinary least squares, unit per second. NaN without two different times.</summary>
    public double Slope => Spread > 0 ? (Tx - (T * X / Count)) / Spread : double.NaN;

    /// <summary>Standard error of the slope: from the scatter about the line, but at least from the noise given. Infinite below 3 pairs.</summary>
    public double SlopeError(double noise)
    {
        if (Count < 3)
        {
            return double.PositiveInfinity;
        }

        var scatter = Math.Max(0, Xx - (X * X / Count) - (Slope * Slope * Spread)) / (Count - 2);
        return Math.Sqrt(Math.Max(scatter, noise * noise) / Spread);
    }
}
