namespace Gateway.Center.Access;

/// <summary>Section of the configuration.</summary>
public sealed record AccessOptions;
