using Gateway.Load.Center.Edges;
using Gateway.Load.Center.Watching;
using Gateway.Load.Running;
using Gateway.Load.Summary;
using Gateway.Testing.Peers;

namespace Gateway.Load.Center;

/// <summary>
/// 500 gateways with 40 points at 1 Hz and five warnings a second, for some time; then the center is killed and started over what it has stored; then more and
/// more gateways, until receipts no longer keep up.
/// </summary>
internal sealed class SustainedLoad(string name, bool onPostgres) : GatewayScenario
{
    private const double WarningsPerSecond = 5;
    private const double ReceiptsKeepUpMs = 5000;
    private static readonly int[] s_steps = [750, 1000, 1500, 2000, 3000];
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_longestJoin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(3);

    public override string Name => name;

    public override string What =>
        $"whole center on {(onPostgres ? "PostgreSQL" : "SQLite")}, 500 gateways x 40 points at 1 s, 5 warnings/s: rate, loss, edge to board, CPU, memory, growth{(onPostgres ? "" : "; restart; most gateways")}";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        await using var postgres = onPostgres ? await PostgresServer.StartAsync(durable: true) : null;
        await (postgres?.CreateDatabaseAsync("center") ?? Task.CompletedTask);
        await using var run = await CenterRun.StartAsync(postgres?.ConnectionTo("center"), s_warmUp, cancellation);
        await HoldAsync(run, postgres, settings.Window * (onPostgres ? 1 : 2), report, cancellation);
        if (!onPostgres)
        {
            await RestartAsync(run, report, cancellation);
            await GrowAsync(run, settings.Window / 2, report, cancellation);
        }

        foreach (var error in run.Center.Errors().Take(5))
        {
            Console.WriteLine($"{"",-28} {error}");
        }
    }

    private async Task HoldAsync(CenterRun run, PostgresServer? postgres, TimeSpan length, FigureReport report, CancellationToken cancellation)
    {
        var probe = new ApiProbe(run.Center);
        var feed = new WarningFeed(run.Fleet, run.Published, CenterRun.Points, name);
        var (sent, batches) = (run.Fleet.ReadingsSent, run.Bare.Batches);
        var sizes = await SizesAsync(run, postgres);
        var seen = await LoadWindow.WatchAsync(
            run.Center, run.Broker.ProcessId, () => Task.WhenAll(feed.RunAsync(WarningsPerSecond, length, 0, cancellation), probe.RunAsync(length, cancellation)), cancellation);
        var (grown, receipts) = ((await SizesAsync(run, postgres)).Zip(sizes, (after, before) => after - before).ToArray(), run.Fleet.Receipts.Take());
        var (rate, bareRate) = ((run.Fleet.ReadingsSent - sent) / seen.Seconds, (run.Bare.Batches - batches) * CenterRun.Points / seen.Seconds);
        var (gateways, warnings) = await run.SettleAsync(cancellation);
        report(name, receipts.Count * CenterRun.Points / seen.Seconds, bareRate, "readings/s");
        report($"{name}.joined", run.Joined.TotalSeconds, CenterRun.Edges, "s");
        report($"{name}.sent", rate, CenterRun.Edges * CenterRun.Points, "readings/s");
        report($"{name}.receipt.p50", receipts.Percentile(50), Bars.LimitOf($"{name}.receipt.p99"), "ms");
        report($"{name}.receipt.p99", receipts.Percentile(99), Bars.LimitOf($"{name}.receipt.p99"), "ms");
        report($"{name}.lost", gateways + warnings + await IncompleteAsync(run, cancellation), 0, "gateways, warnings, sites");
        report($"{name}.late", run.Fleet.Skipped + run.Fleet.Refused + run.Fleet.AskedAgain, 0, "batches");
        var to = new LoadReport(name, report);
        to.Board(run.Published.Take(CenterRun.Board), run.Published.Take(BareSubscriber.Name));
        to.Processes(seen);
        to.Api(probe);
        report($"{name}.growth.database", grown[0] / seen.Seconds * 60, grown.Sum(), "MiB/min");
        report($"{name}.growth.log", grown[1] / seen.Seconds * 60, grown.Sum(), "MiB/min");
        report($"{name}.growth.history", grown[2] / seen.Seconds * 60, grown.Sum(), "MiB/min");
    }

    /// <summary>Sites of which the center itself does not say that it has everything up to now.</summary>
    private static async Task<int> IncompleteAsync(CenterRun run, CancellationToken cancellation)
    {
        var incomplete = 0;
        for (var site = 0; site < CenterRun.Edges; site += 10)
        {
            var answer = await run.Center.GetAsync($"/api/v1/sites/{SimulatedEdge.SiteOf(site)}/completeness", cancellation);
            incomplete += answer.Contains("\"gaps\":[]", StringComparison.Ordinal) ? 0 : 1;
        }

        return incomplete;
    }

    private async Task RestartAsync(CenterRun run, FigureReport report, CancellationToken cancellation)
    {
        await run.Center.KillAndStartAsync(cancellation);
        report($"{name}.restart", run.Center.StartTime.TotalSeconds, Bars.LimitOf($"{name}.restart"), "s");
        Console.WriteLine($"{"",-28} killed and started over {run.Fleet.ReadingsSent:N0} readings in its log");
        run.Fleet.GoOn();
        var joined = await run.Fleet.WaitForJoinAsync(s_longestJoin, cancellation) ?? throw new InvalidDataException("No receipts after the restart.");
        report($"{name}.restart.receipts", joined.TotalSeconds, run.Center.StartTime.TotalSeconds, "s");
    }

    private async Task GrowAsync(CenterRun run, TimeSpan length, FigureReport report, CancellationToken cancellation)
    {
        var best = CenterRun.Edges;
        foreach (var edges in s_steps)
        {
            run.Fleet.Rest();
            await run.Fleet.GrowAsync(edges, cancellation);
            if (await run.Fleet.WaitForJoinAsync(s_longestJoin, cancellation) is not { } joined)
            {
                Console.WriteLine($"{"",-28} {edges,5} gateways: not all receipted within {s_longestJoin.TotalSeconds} s");
                break;
            }

            await Task.Delay(s_between, TimeProvider.System, cancellation);
            run.Fleet.Receipts.Take();
            var skipped = run.Fleet.Skipped;
            var seen = await LoadWindow.WatchAsync(run.Center, run.Broker.ProcessId, () => Task.Delay(length, TimeProvider.System, cancellation), cancellation);
            var receipts = run.Fleet.Receipts.Take();
            var rate = receipts.Count / seen.Seconds;
            var p99 = receipts.Count > 0 ? receipts.Percentile(99) : double.PositiveInfinity;
            Console.WriteLine(
                $"{"",-28} {edges,5} gateways, joined in {joined.TotalSeconds:F1} s: {rate * CenterRun.Points,9:N0} readings/s receipted, p99 {p99,7:N0} ms, CPU center {seen.CenterCpu:F0} broker {seen.BrokerCpu:F0} generator {seen.GeneratorCpu:F0} %, RSS {seen.LargestRss:F0} MiB");
            if (rate < edges * 0.98 || p99 > ReceiptsKeepUpMs || run.Fleet.Skipped > skipped + edges)
            {
                break;
            }

            best = edges;
        }

        report($"{name}.mostEdges", best, CenterRun.Edges, "gateways");
    }

    /// <summary>MiB of the database, the log of readings and the history.</summary>
    private static async Task<double[]> SizesAsync(CenterRun run, PostgresServer? postgres) =>
    [
        postgres is null ? LoadWindow.SizeOf(run.Center.DataFolder, "center.db") : await postgres.SizeAsync("center") / (1024.0 * 1024),
        LoadWindow.SizeOf(run.Center.DataFolder, "readings.db"), LoadWindow.SizeOf(run.Center.DataFolder, "history.db"),
    ];
}
