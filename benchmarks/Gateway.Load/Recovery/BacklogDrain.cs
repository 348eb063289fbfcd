using Gateway.Load.Center.Edges;
using Gateway.Load.Center.Site;
using Gateway.Load.Gateways;
using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Testing.Peers;

namespace Gateway.Load.Recovery;

/// <summary>A gateway that was cut off for days comes back: how fast a center takes what has waited, while the live values go on.</summary>
internal sealed class BacklogDrain : GatewayScenario
{
    private const long Readings = 5_000_000;
    private static readonly TimeSpan s_span = TimeSpan.FromDays(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);

    public override string Name => "recovery.backlog";

    public override string What => "5 million readings that waited in a gateway, sent late to a center without a limit of rate, beside the default limit of 5,000/s: receipted readings/s, completeness; only when named";

    public override bool ByDefault => false;

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        await using var center = await CenterProgram.StartAsync(folder, broker.Port, postgres: null, cancellation);
        await using var simulators = await ModbusSimulators.StartAsync(folder, 1, 0, changeMs: 1000);
        var data = folder.File("cut-off");
        var written = await FullLog.WriteAsync(Path.Combine(data, "log.db"), Readings, s_span);
        await using var gateway = await GatewayProgram.StartAsync(new SitePlan { ModbusPorts = simulators.Alive, UplinkPort = broker.Port }, folder, data, cancellation);
        var (start, waits, first) = (TimeProvider.System.GetTimestamp(), long.MaxValue, 0L);
        while (waits > 0 && TimeProvider.System.GetElapsedTime(start) < s_longest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellation);
            gateway.MustRun();
            waits = (long)(await gateway.MetricsAsync(cancellation)).Sum("gateway_uplink_backlog_entries");
            first = Math.Max(first, waits);
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        report(Name, (first - waits) * (double)written / Math.Max(1, first) / seconds, 5_000, "readings/s");
        report($"{Name}.seconds", seconds, written / 5_000.0, "s");
        var incomplete = await IncompleteAsync(center, cancellation);
        var stored = GatewayMetrics.Parse(await center.GetAsync("/metrics", cancellation)).Sum("center_readings_total");
        report($"{Name}.stored", stored, written, "readings");
        report($"{Name}.lost", waits + incomplete + Math.Max(0, written - stored), 0, "entries, sites, readings");
    }

    /// <summary>1 when the center itself does not say that it has everything.</summary>
    private static async Task<int> IncompleteAsync(CenterProgram center, CancellationToken cancellation)
    {
        for (var wait = 0; wait < 60; wait++)
        {
            var answer = await center.GetAsync($"/api/v1/sites/{SiteConfiguration.Site}/completeness", cancellation);
            if (answer.Contains("\"gaps\":[]", StringComparison.Ordinal))
            {
                return 0;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
        }

        return 1;
    }
}
