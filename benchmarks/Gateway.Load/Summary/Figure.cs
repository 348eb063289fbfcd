namespace Gateway.Load.Summary;

/// <summary>One figure of the summary.</summary>
/// <param name="Ratio">Value over reference; null when the reference is 0.</param>
internal sealed record Figure(double Value, double Reference, double? Ratio, string Unit);
