namespace Gateway.Core.Conditions;

/// <summary>What is known of a value over a window.</summary>
/// <param name="Integral">Value times ticks over the known part.</param>
/// <param name="Known">Ticks of the window between usable samples.</param>
/// <param name="Sure">Ticks of the window between good samples.</param>
/// <param name="Length">Ticks of the window that have passed.</param>
internal readonly record struct WindowMean(double Integral, long Known, long Sure, long Length)
{
    /// <summary>Share of the window that is known, 0 to 1.</summary>
    public double Coverage => Length == 0 ? 0 : (double)Known / Length;

    public double SureCoverage => Length == 0 ? 0 : (double)Sure / Length;

    /// <summary>Mean of the known part: what it comes to if the missing minutes were like the others. NaN when nothing is known.</summary>
    public double Mean => Known == 0 ? double.NaN : Integral / Known;

    /// <summary>The missing minutes counted as zero.</summary>
    public double Least => Length == 0 ? double.NaN : Integral / Length;

    public TimeSpan Missing => TimeSpan.FromTicks(Length - Known);
}
