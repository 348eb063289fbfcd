using Gateway.Load.Center.Edges;
using Gateway.Load.Center.Watching;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;

namespace Gateway.Load.Center;

/// <summary>A county of 100 gateways for hours, a warning every ten seconds, pages open and the API asked: nothing lost, memory and descriptors flat.</summary>
internal sealed class CenterSoak : GatewayScenario
{
    private const int Gateways = 100;
    private const double WarningsPerSecond = 0.1;
    private static readonly TimeSpan s_settle = TimeSpan.FromMinutes(2);

    public override string Name => "center.soak";

    public override string What => "whole center on SQLite, 100 gateways x 40 points at 1 s, a warning every 10 s (--soak-minutes): loss, memory, descriptors, threads; only when named";

    public override bool ByDefault => false;

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        var settle = settings.Soak / 4 < s_settle ? settings.Soak / 4 : s_settle;
        await using var run = await CenterRun.StartAsync(postgres: null, settle, cancellation, Gateways);
        var (length, probe) = (settings.Soak - settle, new ApiProbe(run.Center));
        var feed = new WarningFeed(run.Fleet, run.Published, CenterRun.Points, "soak");
        var seen = await LoadWindow.WatchAsync(
            run.Center, run.Broker.ProcessId, () => Task.WhenAll(feed.RunAsync(WarningsPerSecond, length, 0, cancellation), probe.RunAsync(length, cancellation)), cancellation);
        var receipts = run.Fleet.Receipts.Take();
        var (gateways, warnings) = await run.SettleAsync(cancellation);
        report($"{Name}.rate", receipts.Count * CenterRun.Points / seen.Seconds, Gateways * CenterRun.Points, "readings/s");
        report($"{Name}.lost", gateways + warnings, 0, "gateways, warnings");
        report($"{Name}.cpu", seen.CenterCpu, 100, "% of a core");
        SoakReport.Write(Name, seen.Memory, report);
        new LoadReport(Name, report).Api(probe);
        await SoakSeries.WriteAsync(Path.Combine(settings.OutputFolder, "soak-center.json"), seen.Memory, cancellation);
    }
}
