using System.Diagnostics.Metrics;

namespace Gateway.Drivers.Mqtt;

/// <summary>Counters of all connections together; the driver's health has them one by one.</summary>
internal static class MqttMetrics
{
    private static readonly Meter s_meter = new("Gateway.Mqtt");

    /// <summary>Added once a socket read.</summary>
    public static readonly Counter<long> Messages = s_meter.CreateCounter<long>("gateway_mqtt_received_messages_total");

    public static readonly Counter<long> SetAside = s_meter.CreateCounter<long>("gateway_mqtt_set_aside_messages_total");
}
