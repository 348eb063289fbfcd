using Gateway.Load.Running;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>Warnings and memory under 200 devices x 50 points at 1 Hz and 5,000 MQTT messages/s.</summary>
internal sealed class AlarmLatency : GatewayScenario
{
    private const int Devices = 200;
    private const int Topics = 1000;
    private const int Alarming = 50;
    private const int Messages = 5_000;
    private const int ChangeMs = 100;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    public override string Name => "latency.alarm";

    public override string What => "whole gateway, 200 devices x 50 points at 1 Hz and 5,000 MQTT messages/s: alarm latency p99, memory.rss";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        await using var simulators = await ModbusSimulators.StartAsync(folder, Devices, dead: 0, ChangeMs);
        var plan = new SitePlan
        {
            ModbusPorts = simulators.Alive,
            PointsPerBlock = 50,
            BrokerPort = broker.Port,
            MqttTopics = Topics,
            MqttAlarming = Alarming,
            LadderStart = (int)(s_warmUp.TotalMilliseconds / ChangeMs),
            LadderLength = (int)(settings.Window.TotalMilliseconds / ChangeMs),
        };
        await using var listener = WarningListener.Start(broker.Port);
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, cancellation);
        await using var publisher = PeerProcess.Start(
            BuiltProgram.Simulator, "mqtt", "--broker", $"127.0.0.1:{broker.Port}", "--devices", $"{Topics}", "--rate", $"{Messages}");
        await Task.Delay(s_warmUp - gateway.StartTime, TimeProvider.System, cancellation);
        var from = TimeProvider.System.GetUtcNow();
        var seen = await Observation.WatchAsync(gateway, settings.Window, sampleQueue: false, cancellation);
        Report(seen, listener.Delays(from), report);
    }

    private void Report(Observation seen, WarningDelays delays, FigureReport report)
    {
        if (!seen.NothingLost)
        {
            throw new InvalidDataException("Readings were dropped.");
        }

        report($"{Name}.messages", seen.Rate("gateway_mqtt_received_messages_total"), Messages, "messages/s");
        report($"{Name}.polls", seen.Rate("gateway_modbus_polls_requests_total"), Devices, "polls/s");
        report($"{Name}.cpu", seen.CpuPercent, 100, "% of a core");
        report($"{Name}.p50", WarningDelays.Percentile([.. delays.Modbus, .. delays.Mqtt], 50), 10, "ms");
        report($"{Name}.modbus", WarningDelays.Percentile(delays.Modbus, 99), 10, "ms");
        report($"{Name}.mqtt", WarningDelays.Percentile(delays.Mqtt, 99), 10, "ms");
        report(Name, WarningDelays.Percentile([.. delays.Modbus, .. delays.Mqtt], 99), 10, "ms");
        report("memory.rss", seen.RssMib, 200, "MiB");
    }
}
