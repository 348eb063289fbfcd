using Gateway.Load.Running;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>100 devices x 10 registers at 1 s: what the gateway costs and how late its warnings are; beside it how fast it starts.</summary>
internal sealed class GatewaySmallSite : GatewayScenario
{
    private const int Devices = 100;
    private const int ChangeMs = 100;
    private const int Starts = 3;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(8);

    public override string Name => "gateway.100x10@1s";

    public override string What => "whole gateway, 100 devices x 10 registers at 1 s: CPU, RSS, alarm latency, start.seconds";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        await using var simulators = await ModbusSimulators.StartAsync(folder, Devices, dead: 0, ChangeMs);
        var calm = new SitePlan { ModbusPorts = simulators.Alive, BrokerPort = broker.Port };
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var gateway = await GatewayProgram.StartAsync(calm, folder, cancellation);
            starts.Add(gateway.StartTime.TotalSeconds);
        }

        report("start.seconds", starts.Order().ElementAt(Starts / 2), 2, "s");
        await SteadyAsync(folder, broker, settings.Window, report, cancellation);
    }

    /// <summary>New simulators, because the ladder of the limits counts their changes from their start.</summary>
    private async Task SteadyAsync(TemporaryFolder folder, Broker broker, TimeSpan window, FigureReport report, CancellationToken cancellation)
    {
        await using var simulators = await ModbusSimulators.StartAsync(folder, Devices, dead: 0, ChangeMs);
        var plan = new SitePlan
        {
            ModbusPorts = simulators.Alive,
            BrokerPort = broker.Port,
            LadderStart = (int)(s_warmUp.TotalMilliseconds / ChangeMs),
            LadderLength = (int)(window.TotalMilliseconds / ChangeMs),
        };
        await using var listener = WarningListener.Start(broker.Port);
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, cancellation);
        await Task.Delay(s_warmUp - gateway.StartTime, TimeProvider.System, cancellation);
        var from = TimeProvider.System.GetUtcNow();
        var seen = await Observation.WatchAsync(gateway, window, sampleQueue: false, cancellation);
        report($"{Name}.cpu", seen.CpuPercent, 1.5, "% of a core");
        report($"{Name}.rss", seen.RssMib, 100, "MiB");
        report($"{Name}.polls", seen.Rate("gateway_modbus_polls_requests_total"), Devices, "polls/s");
        report($"{Name}.alarm.p99", WarningDelays.Percentile(listener.Delays(from).Modbus, 99), 10, "ms");
    }
}
