using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Load.Summary;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>Warnings and memory under 200 devices x 50 points at 1 Hz and 5,000 MQTT messages/s.</summary>
internal sealed class AlarmLatency : GatewayScenario
{
    private const int Devices = 200;
    private const int Messages = 5_000;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    public override string Name => "latency.alarm";

    public override string What => "whole gateway, 200 devices x 50 points at 1 Hz and 5,000 MQTT messages/s: alarm latency p99, memory.rss";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        var site = new SitePlan { PointsPerBlock = 50, MqttTopics = 1000, MqttAlarming = 50 };
        var (_, seen, delays) = await LadderRun.WatchAsync(
            site, Devices, Messages, broker, folder, s_warmUp, settings.Window, calmFirst: false, cancellation);
        report($"{Name}.messages", seen.Rate("gateway_mqtt_received_messages_total"), Messages, "messages/s");
        report($"{Name}.polls", seen.Rate("gateway_modbus_polls_requests_total"), Devices, "polls/s");
        report($"{Name}.cpu", seen.CpuPercent, 100, "% of a core");
        seen.LargestMemory.Report("memory.rss", report);
        report($"{Name}.p50", WarningDelays.Percentile([.. delays.Modbus, .. delays.Mqtt], 50), Bars.LimitOf(Name), "ms");
        report($"{Name}.modbus", WarningDelays.Percentile(delays.Modbus, 99), Bars.LimitOf(Name), "ms");
        report($"{Name}.mqtt", WarningDelays.Percentile(delays.Mqtt, 99), Bars.LimitOf(Name), "ms");
        report(Name, WarningDelays.Percentile([.. delays.Modbus, .. delays.Mqtt], 99), Bars.LimitOf(Name), "ms");
    }
}
