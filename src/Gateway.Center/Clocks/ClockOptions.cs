namespace Gateway.Center.Clocks;

/// <summary>Section of the configuration.</summary>
public sealed record ClockOptions;
