using Gateway.Load.Center.Watching;
using Gateway.Load.Gateways.Watching;
using Gateway.Load.Running;
using Gateway.Load.Summary;

namespace Gateway.Load.Center;

/// <summary>Figures of a window under the name of its scenario.</summary>
internal sealed class LoadReport(string name, FigureReport report)
{
    public void Board(Latencies board, Latencies bare)
    {
        report($"{name}.board.p50", board.Percentile(50), bare.Percentile(50), "ms");
        report($"{name}.board.p99", board.Percentile(99), bare.Percentile(99), "ms");
        report($"{name}.board.max", board.Max, bare.Max, "ms");
        report($"{name}.board.shown", board.Count, bare.Count, "warnings");
    }

    public void Processes(LoadWindow seen)
    {
        report($"{name}.cpu.center", seen.CenterCpu, 100, "% of a core");
        report($"{name}.cpu.broker", seen.BrokerCpu, seen.CenterCpu, "% of a core");
        report($"{name}.cpu.generator", seen.GeneratorCpu, seen.CenterCpu, "% of a core");
        var totals = seen.Memory.Select(sample => sample.Resident.Total).ToList();
        report($"{name}.rss", seen.LargestRss, totals[0], "MiB");
        if (seen.Memory.Count > 2)
        {
            report($"{name}.rss.slope", MemoryTrend.SlopePerMinute(seen.Memory), totals[0], "MiB/min");
            Console.WriteLine($"{"",-28} RSS {totals.Min():F1} to {totals.Max():F1} MiB  {MemoryTrend.Sparkline(totals)}");
        }
    }

    public void Api(ApiProbe probe)
    {
        var all = probe.Take();
        foreach (var (path, seen) in all.Where(one => one.Seen.Count > 0))
        {
            Console.WriteLine($"{"",-28} GET {path,-26} p50 {seen.Percentile(50),8:F1}  max {seen.Max,8:F1} ms  ({seen.Count})");
        }

        var together = new Latencies([.. all.SelectMany(one => one.Seen.Sorted).Order()]);
        report($"{name}.api.p50", together.Percentile(50), Bars.LimitOf($"{name}.api.p99"), "ms");
        report($"{name}.api.p99", together.Percentile(99), Bars.LimitOf($"{name}.api.p99"), "ms");
        report($"{name}.api.failed", probe.Failures, 0, "answers");
    }

    public void Pages(IReadOnlyList<BoardPage> pages)
    {
        report($"{name}.live.mostPerSecond", pages.Max(page => page.MostInSecond), Bars.LimitOf($"{name}.live.mostPerSecond"), "messages");
        report($"{name}.live.skipped", pages.Sum(page => page.Skipped), 0, "times");
        report($"{name}.live.closed", pages.Count(page => !page.IsOpen), 0, "pages");
    }
}
