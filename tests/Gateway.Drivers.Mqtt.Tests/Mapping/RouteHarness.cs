using System.Text;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Batches;

namespace Gateway.Drivers.Mqtt.Tests.Mapping;

/// <summary>Reads one message with given bindings, points numbered from 0.</summary>
internal static class RouteHarness
{
    public static readonly long Received = new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc).Ticks;

    public static (Reading[] Readings, string? Trouble, ReadingBatch Batch) Read(string payload, params MqttPointBinding[] bindings) =>
        Read(Encoding.UTF8.GetBytes(payload), retained: false, bindings);

    public static (Reading[] Readings, string? Trouble, ReadingBatch Batch) Read(byte[] payload, bool retained, params MqttPointBinding[] bindings)
    {
        var clock = new ClockWatch(TimeSpan.FromSeconds(60));
        var route = new TopicRoute(bindings.Select((b, i) => new ResolvedMqttBinding(i, b)), PlainBinaryDecoder.Factory, clock);
        var batch = new BatchPool().Rent(0, Received);
        var trouble = route.Read(payload, new MessageContext(batch, Received, retained, clock));
        return (batch.Readings.ToArray(), trouble, batch);
    }
}
