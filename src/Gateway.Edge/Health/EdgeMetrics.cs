using System.Diagnostics.Metrics;
using Gateway.Core.Warnings;
using Gateway.Edge.Composition;
using Gateway.Edge.Uplink;
using Gateway.Pipeline.Buffers;

namespace Gateway.Edge.Health;

/// <summary>What the parts know already, as instruments of the meter <c>Gateway.Edge</c>. Read only when somebody asks.</summary>
internal sealed class EdgeMetrics : IDisposable
{
    private readonly Meter _meter = new("Gateway.Edge");
    private readonly EdgeRuntime _runtime;
    private readonly UplinkMetrics? _uplink;

    public EdgeMetrics(EdgeRuntime runtime, TimeProvider time)
    {
        _runtime = runtime;
        _uplink = runtime.Uplink is { } uplink ? new UplinkMetrics(() => uplink.Figures, time) : null;
        _meter.CreateObservableCounter("gateway_readings_judged_total", () => runtime.Pipeline.GetHealth().Judged, description: "Readings judged");
        _meter.CreateObservableCounter("gateway_readings_late_total", () => runtime.Pipeline.GetHealth().Late, description: "Readings older than the last judged one");
        _meter.CreateObservableCounter("gateway_readings_missing_total", () => runtime.Pipeline.GetHealth().MissingReadings, description: "Readings nobody could store");
        _meter.CreateObservableGauge("gateway_log_last_sequence", () => runtime.Log.LastSequence, description: "Newest committed entry of the durable log");
        _meter.CreateObservableGauge("gateway_queue_size", () => Queues(queue => queue.Size), description: "Items in a queue now");
        _meter.CreateObservableCounter("gateway_queue_added_total", () => Queues(queue => queue.Added), description: "Items put into a queue");
        _meter.CreateObservableCounter("gateway_queue_dropped_total", () => Queues(queue => queue.Dropped), description: "Items lost by a queue");
        _meter.CreateObservableCounter("gateway_device_polls_total", () => Devices(device => device.Polls), description: "Requests or messages of a device");
        _meter.CreateObservableCounter("gateway_device_failures_total", () => Devices(device => device.Failures), description: "Requests or messages that failed");
        _meter.CreateObservableCounter("gateway_device_late_polls_total", () => Devices(device => device.LatePolls), description: "Polls that started late");
        _meter.CreateObservableGauge("gateway_device_state", () => Devices(device => (long)device.State), description: "0 starting, 1 online, 2 degraded, 3 offline");
        _meter.CreateObservableGauge("gateway_points", Tiers, description: "Points that stand at a tier");
    }

    public void Dispose()
    {
        _uplink?.Dispose();
        _meter.Dispose();
    }

    private IEnumerable<Measurement<long>> Queues(Func<BufferFigures, long> figure) =>
        _runtime.Pipeline.Buffers.Select(queue => new Measurement<long>(figure(queue), new KeyValuePair<string, object?>("queue", queue.Name)));

    private IEnumerable<Measurement<long>> Devices(Func<Pipeline.Ports.DeviceHealth, long> figure) =>
        _runtime.Drivers.Drivers.SelectMany(driver => driver.GetHealth().Devices.Select(device => new Measurement<long>(
            figure(device), new KeyValuePair<string, object?>("driver", driver.Id), new KeyValuePair<string, object?>("device", device.Id))));

    private IEnumerable<Measurement<long>> Tiers()
    {
        var tiers = _runtime.Points.All.Select(point => _runtime.Pipeline.Board.Read(point.Index).Tier).ToList();
        return Enum.GetValues<WarningTier>().Select(tier => new Measurement<long>(
            tiers.Count(item => item == tier), new KeyValuePair<string, object?>("tier", tier.ToString().ToLowerInvariant())));
    }
}
