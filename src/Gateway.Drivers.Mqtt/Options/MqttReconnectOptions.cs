namespace Gateway.Drivers.Mqtt.Options;

/// <summary>Waits between attempts: doubling from min to max, each shortened at random by up to half so that sites do not come back in step.</summary>
public sealed record MqttReconnectOptions
{
    /// <summary>Default 500; at least 10.</summary>
    public int MinMs { get; init; } = 500;

    /// <summary>Default 30,000; at most 10 minutes.</summary>
    public int MaxMs { get; init; } = 30_000;
}
