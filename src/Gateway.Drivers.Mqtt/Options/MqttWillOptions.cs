namespace Gateway.Drivers.Mqtt.Options;

/// <summary>What the broker publishes for us when we vanish.</summary>
public sealed record MqttWillOptions
{
    public string Topic { get; init; } = "";

    public string Payload { get; init; } = "";

    /// <summary>0, 1 or 2. Default 1.</summary>
    public int Qos { get; init; } = 1;

    public bool Retain { get; init; }
}
