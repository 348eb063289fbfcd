using Gateway.Load.Center.Edges;
using Gateway.Load.Center.Watching;
using Gateway.Load.Running;
using Gateway.Load.Summary;
using Gateway.Testing.Peers;

namespace Gateway.Load.Center;

/// <summary>1,000 warnings within a minute, over 250 sites, beside 500 gateways at 1 Hz: what the board, the pages and the API do meanwhile.</summary>
internal sealed class WarningStorm(string name, bool onPostgres) : GatewayScenario
{
    private const int Warnings = 1000;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    public override string Name => name;

    public override string What => $"whole center on {(onPostgres ? "PostgreSQL" : "SQLite")}, 1,000 warnings in a minute beside 500 gateways: edge to board, pages, API";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        await using var postgres = onPostgres ? await PostgresServer.StartAsync(durable: true) : null;
        await (postgres?.CreateDatabaseAsync("center") ?? Task.CompletedTask);
        await using var run = await CenterRun.StartAsync(postgres?.ConnectionTo("center"), s_warmUp, cancellation);
        var feed = new WarningFeed(run.Fleet, run.Published, CenterRun.Points, name);

        // The first warnings compile what they pass through.
        await feed.RunAsync(2, TimeSpan.FromSeconds(5), CenterRun.Edges / 2, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellation);
        run.Published.Take(CenterRun.Board);
        run.Published.Take(BareSubscriber.Name);
        run.Fleet.Receipts.Take();
        var probe = new ApiProbe(run.Center);
        var seen = await LoadWindow.WatchAsync(
            run.Center, run.Broker.ProcessId,
            () => Task.WhenAll(feed.RunAsync(Warnings / s_minute.TotalSeconds, s_minute, 0, cancellation), probe.RunAsync(s_minute, cancellation)), cancellation);
        var receipts = run.Fleet.Receipts.Take();
        var (gateways, warnings) = await run.SettleAsync(cancellation);
        report(name, run.Published.Count / seen.Seconds * 60, Warnings, "warnings/min");
        report($"{name}.lost", gateways + warnings, 0, "gateways, warnings");
        report($"{name}.receipt.p99", receipts.Percentile(99), Bars.LimitOf($"{name}.receipt.p99"), "ms");
        var to = new LoadReport(name, report);
        to.Board(run.Published.Take(CenterRun.Board), run.Published.Take(BareSubscriber.Name));
        to.Pages(run.Pages);
        to.Processes(seen);
        to.Api(probe);
        foreach (var error in run.Center.Errors().Take(5))
        {
            Console.WriteLine($"{"",-28} {error}");
        }
    }
}
