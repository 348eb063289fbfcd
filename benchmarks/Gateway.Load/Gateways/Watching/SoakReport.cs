using Gateway.Load.Running;
using Gateway.Load.Summary;

namespace Gateway.Load.Gateways.Watching;

/// <summary>Whether memory, descriptors and threads of a soak are flat, as figures under its name.</summary>
internal static class SoakReport
{
    public static void Write(string name, IReadOnlyList<MemorySample> memory, FigureReport report)
    {
        var totals = memory.Select(m => m.Resident.Total).ToList();
        report($"{name}.rss.start", totals[0], totals[0], "MiB");
        report($"{name}.rss.end", totals[^1], totals[0], "MiB");
        report($"{name}.rss.slope", MemoryTrend.SlopePerMinute(memory), Bars.LimitOf($"{name}.rss.slope"), "MiB/min");
        report($"{name}.rss.growth", MemoryTrend.GrowthPercent(totals), Bars.LimitOf($"{name}.rss.growth"), "%");
        Console.WriteLine($"{"",-28} RSS {totals.Min():F1} to {totals.Max():F1} MiB  {MemoryTrend.Sparkline(totals)}");
        Counted($"{name}.descriptors", "descriptors", [.. memory.Select(m => (double)m.Descriptors)], report);
        Counted($"{name}.threads", "threads", [.. memory.Select(m => (double)m.Threads)], report);
    }

    private static void Counted(string name, string unit, IReadOnlyList<double> counts, FigureReport report)
    {
        report(name, counts.Max(), counts[0], unit);
        report($"{name}.growth", MemoryTrend.GrowthPercent(counts), Bars.LimitOf($"{name}.growth"), "%");
    }
}
