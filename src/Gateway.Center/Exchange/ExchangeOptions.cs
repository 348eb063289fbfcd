namespace Gateway.Center.Exchange;

/// <summary>Section of the configuration.</summary>
public sealed record ExchangeOptions;
