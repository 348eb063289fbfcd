using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Gateway.Drivers.Mqtt;

/// <summary>What each running connection knows of itself, as instruments of the meter <c>Gateway.Mqtt</c>; read only when somebody asks.</summary>
internal static class MqttMetrics
{
    private static readonly ConcurrentDictionary<MqttDriver, byte> s_running = new();
    private static readonly Meter s_meter = new("Gateway.Mqtt");

    static MqttMetrics()
    {
        s_meter.CreateObservableCounter("gateway_mqtt_received_messages_total", () => Each(d => d.Messages), description: "Messages received");
        s_meter.CreateObservableCounter("gateway_mqtt_received_bytes_total", () => Each(d => d.PayloadBytes), "By", "Payload bytes received");
        s_meter.CreateObservableCounter("gateway_mqtt_set_aside_messages_total", SetAside, description: "Messages set aside, by reason");
        s_meter.CreateObservableCounter("gateway_mqtt_reconnects_total", () => Each(d => d.Reconnects), description: "Connects after the first");
        s_meter.CreateObservableGauge("gateway_mqtt_acks_pending", () => Each(d => d.AcksPending), description: "Messages not yet acknowledged");
        s_meter.CreateObservableGauge(
            "gateway_mqtt_connection_state", () => Each(d => (long)d.GetHealth().State), description: "0 starting, 1 online, 2 degraded, 3 offline");
        s_meter.CreateObservableGauge(
            "gateway_mqtt_clock_offset_seconds", () => Each(d => d.Clocks(1) is [var worst] ? worst.OffsetS : 0), "s", "Source clock farthest off; positive = ahead");
        s_meter.CreateObservableGauge("gateway_mqtt_clocks_off", () => Each(d => (long)d.ClocksOff), description: "Sources whose clock is not believed");
    }

    /// <summary>Shows a driver until disposed.</summary>
    public static IDisposable Show(MqttDriver driver)
    {
        s_running[driver] = 0;
        return new Shown(driver);
    }

    private static IEnumerable<Measurement<T>> Each<T>(Func<MqttDriver, T> figure)
        where T : struct =>
        s_running.Keys.Select(driver => new Measurement<T>(figure(driver), Connection(driver)));

    private static IEnumerable<Measurement<long>> SetAside() =>
        from driver in s_running.Keys
        from kind in Enum.GetValues<SetAsideKind>()
        select new Measurement<long>(
            driver.SetAsideBy(kind), Connection(driver), new KeyValuePair<string, object?>("reason", JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())));

    private static KeyValuePair<string, object?> Connection(MqttDriver driver) => new("connection", driver.Id);

    private sealed class Shown(MqttDriver driver) : IDisposable
    {
        public void Dispose() => s_running.TryRemove(driver, out _);
    }
}
