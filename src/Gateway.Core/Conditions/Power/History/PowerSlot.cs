namespace Gateway.Core.Conditions;

/// <summary>A quarter of an hour that has ended.</summary>
/// <param name="Start">UTC ticks.</param>
/// <param name="Mean">Time-weighted mean power of the measured part; NaN when too little was measured.</param>
/// <param name="IsSure">Good values cover enough of it to clear.</param>
internal readonly record struct PowerSlot(long Start, double Mean, bool IsSure)
{
    public const long Length = 15 * TimeSpan.TicksPerMinute;
    public const int PerDay = 96;

    /// <summary>Share of the slot that must be measured.</summary>
    public const double Coverage = 0.75;

    public bool IsKnown => !double.IsNaN(Mean);
}
