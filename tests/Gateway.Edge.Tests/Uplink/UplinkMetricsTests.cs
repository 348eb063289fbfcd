using System.Diagnostics.Metrics;
using Gateway.Edge.Uplink;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>What the link says of itself as instruments. A listener hears every meter of the process, so no gateway of another test may run meanwhile.</summary>
[Collection("alone")]
public sealed class UplinkMetricsTests
{
    [Fact]
    public void The_link_can_be_read_as_instruments()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        var figures = new UplinkFigures("online", "e", 5, 6, 7, 8, 9, time.GetUtcNow().AddSeconds(-30), null, null);
        using var metrics = new UplinkMetrics(() => figures, time);
        var read = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (instrument.Meter.Name == "Gateway.Uplink")
            {
                to.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => read[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => read[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();

        read.ShouldBe(
            new Dictionary<string, double>
            {
                ["gateway_uplink_online"] = 1, ["gateway_uplink_events_unreceipted"] = 7, ["gateway_uplink_batches_unreceipted"] = 8,
                ["gateway_uplink_backlog_entries"] = 9, ["gateway_uplink_receipt_age_seconds"] = 30,
            },
            ignoreOrder: true);
        figures = figures with { State = "offline", LastReceipt = null };
        listener.RecordObservableInstruments();
        (read["gateway_uplink_online"], read["gateway_uplink_receipt_age_seconds"]).ShouldBe((0, -1));
    }
}
