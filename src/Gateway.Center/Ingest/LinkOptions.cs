using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Center.Ingest;

/// <summary>The link to the gateways.</summary>
public sealed record LinkOptions
{
    /// <summary>Broker; null = no link (a center that is only being set up).</summary>
    public MqttConnectionOptions? Broker { get; init; }
}
