using Gateway.Load.Gateways;
using Gateway.Load.Gateways.Site;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Testing.Peers;

namespace Gateway.Load.Recovery;

/// <summary>A gateway started over 50 million readings that no reader has had: when it warns again, and how long until its history has caught up.</summary>
internal sealed class StartOverFullLog : GatewayScenario
{
    private const long Readings = 50_000_000;
    private static readonly TimeSpan s_span = TimeSpan.FromDays(10);
    private static readonly TimeSpan s_longestCatchUp = TimeSpan.FromMinutes(4);

    public override string Name => "recovery.start";

    public override string What => "gateway started over a log of 50 million readings beside one over an empty folder: first good reading, memory, history catching up; only when named";

    public override bool ByDefault => false;

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var simulators = await ModbusSimulators.StartAsync(folder, 1, 0, changeMs: 1000);
        var plan = new SitePlan { ModbusPorts = simulators.Alive };
        double empty;
        await using (var fresh = await GatewayProgram.StartAsync(plan, folder, cancellation))
        {
            empty = fresh.StartTime.TotalSeconds;
        }

        var data = folder.File("full");
        var began = TimeProvider.System.GetTimestamp();
        var written = await FullLog.WriteAsync(Path.Combine(data, "log.db"), Readings, s_span);
        Console.WriteLine($"{"",-28} {written:N0} readings in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F0} s, log.db {new FileInfo(Path.Combine(data, "log.db")).Length >> 20:N0} MiB");
        await using var gateway = await GatewayProgram.StartAsync(plan, folder, data, cancellation);
        report(Name, gateway.StartTime.TotalSeconds, empty, "s");
        report($"{Name}.log", new FileInfo(Path.Combine(data, "log.db")).Length / (1024.0 * 1024), written, "MiB");
        await CatchUpAsync(gateway, written, report, cancellation);
    }

    private async Task CatchUpAsync(GatewayProgram gateway, long written, FigureReport report, CancellationToken cancellation)
    {
        var (start, most, done) = (TimeProvider.System.GetTimestamp(), 0.0, 0.0);
        while (done < written && TimeProvider.System.GetElapsedTime(start) < s_longestCatchUp)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            gateway.MustRun();
            most = Math.Max(most, ResidentSet.Of(gateway.ProcessId).Total);
            done = (await gateway.MetricsAsync(cancellation)).Sum("gateway_storage_history_readings_total");
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        report($"{Name}.history", done / seconds, written / seconds, "readings/s");
        report($"{Name}.history.readings", done, written, "readings");
        report($"{Name}.rss", most, 200, "MiB");
    }
}
