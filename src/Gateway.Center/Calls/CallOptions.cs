namespace Gateway.Center.Calls;

/// <summary>Section of the configuration.</summary>
public sealed record CallOptions;
