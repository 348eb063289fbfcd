using System.Diagnostics.Metrics;

namespace Gateway.Drivers.Mqtt;

/// <summary>Counters of all connections together; the driver's health has them one by one.</summary>
internal static class MqttMetrics
{
    private static readonly Meter s_meter = new("Gateway.Mqtt");

    public static readonly Counter<long> SetAside = s_meter.CreateCounter<long>("gateway_mqtt_set_aside_messages_total");
}
