using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic.Grouping;

/// <summary>Writes the summary of folded warnings and marks them as told.</summary>
internal static class SummaryWriter
{
    // Domain rule 7.3: three activations make it chattering.
    private const int Chattering = 3;

    private static readonly LocalizedText[] s_tiers = [new("正常", "normal"), new("蓝色", "blue"), new("黄色", "yellow"), new("橙色", "orange"), new("红色", "red")];

    public static WarningSummary OfPoint(PointGroup point, long now)
    {
        var first = point.FirstFold;
        var told = point.Summarize(now);
        var word = told.Rises >= Chattering ? new LocalizedText("抖动", "Chattering") : new LocalizedText("重复", "Repeated");
        var tier = s_tiers[(int)told.Tier];
        return new($"{point.PointId}@{now}/summary", IsFlood: false, first, now, told.Warnings, [told], new(
            $"{word.Zh}：{point.Name.Zh} 升级 {told.Rises} 次，合并 {told.Warnings} 条通知；当前{tier.Zh}。",
            $"{word.En}: {point.Name.En} rose {told.Rises} times, {told.Warnings} notices folded; now {tier.En}."));
    }

    public static WarningSummary OfFlood(List<PointGroup> points, long now, bool goesOn)
    {
        var first = points.Min(p => p.FirstFold);
        var told = points.Select(p => p.Summarize(now)).OrderByDescending(p => p.Tier).ThenBy(p => p.PointId, StringComparer.Ordinal).ToList();
        var warnings = told.Sum(p => p.Warnings);
        var (zh, en) = (Tiers(told, chinese: true), Tiers(told, chinese: false));
        var (zoneZh, zoneEn) = Zones(told);
        return new($"flood@{now}", IsFlood: true, first, now, warnings, told, new(
            $"报警泛滥{(goesOn ? "持续" : "已结束")}：{told.Count} 个测点 {warnings} 条通知合并（{zh}）{zoneZh}。",
            $"Alarm flood {(goesOn ? "goes on" : "ended")}: {warnings} notices of {told.Count} points folded ({en}){zoneEn}."));
    }

    private static string Tiers(List<SummarizedPoint> points, bool chinese) => string.Join(chinese ? "，" : ", ",
        points.GroupBy(p => p.Tier).Select(g => $"{s_tiers[(int)g.Key].In(chinese)} {g.Count()}"));

    /// <summary>A common root is most often a place: power or network of one zone lost.</summary>
    private static (string Zh, string En) Zones(List<SummarizedPoint> points)
    {
        var most = points.Where(p => p.Zone.Length > 0).GroupBy(p => p.Zone)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault();
        return most is null ? ("", "") : ($"；最多的区域 {most.Key}（{most.Count()} 个测点）", $"; most in zone {most.Key} ({most.Count()} points)");
    }
}
