using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Load.Summary;
using Gateway.Testing.Peers;

namespace Gateway.Load.Gateways;

/// <summary>100 devices x 10 registers at 1 s: what the gateway costs and how late its warnings are; beside it how fast it starts.</summary>
internal sealed class GatewaySmallSite : GatewayScenario
{
    private const int Devices = 100;
    private const int Starts = 3;

    /// <summary>The runtime compiles what runs often a second time; after this long it is done, and what is left is what the box bears for years.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(45);

    public override string Name => "gateway.100x10@1s";

    public override string What => "whole gateway, 100 devices x 10 registers at 1 s: CPU, RSS, alarm latency, start.seconds";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        var starts = await StartsAsync(broker, folder, cancellation);
        report("start.seconds", starts.Order().ElementAt(Starts / 2), Bars.LimitOf("start.seconds"), "s");
        var (calm, seen, delays) = await LadderRun.WatchAsync(
            new SitePlan(), Devices, messages: 0, broker, folder, s_warmUp, settings.Window, calmFirst: true, cancellation);
        report(Name, calm!.CpuPercent, Bars.LimitOf($"{Name}.cpu"), "% of a core");
        report($"{Name}.cpu", calm.CpuPercent, Bars.LimitOf($"{Name}.cpu"), "% of a core");
        report($"{Name}.cpu.warning", seen.CpuPercent, calm.CpuPercent, "% of a core");
        seen.LargestMemory.Report($"{Name}.rss", report);
        report($"{Name}.polls", seen.Rate("gateway_modbus_polls_requests_total"), Devices, "polls/s");
        report($"{Name}.alarm.p99", WarningDelays.Percentile(delays.Modbus, 99), Bars.LimitOf($"{Name}.alarm.p99"), "ms");
        report($"{Name}.alarm.max", WarningDelays.Percentile(delays.Modbus, 100), Bars.LimitOf($"{Name}.alarm.p99"), "ms");
    }

    private static async Task<List<double>> StartsAsync(Broker broker, TemporaryFolder folder, CancellationToken cancellation)
    {
        await using var simulators = await ModbusSimulators.StartAsync(folder, Devices, dead: 0, changeMs: 1000);
        var calm = new SitePlan { ModbusPorts = simulators.Alive, BrokerPort = broker.Port };
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            await using var gateway = await GatewayProgram.StartAsync(calm, folder, cancellation);
            starts.Add(gateway.StartTime.TotalSeconds);
        }

        return starts;
    }
}
