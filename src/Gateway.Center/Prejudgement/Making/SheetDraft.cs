using Gateway.Center.Clocks;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Prejudgement.Making;

/// <summary>The sections of one sheet. Each line says where it comes from; a section without findings says so.</summary>
internal sealed class SheetDraft(SheetFacts facts, SheetSubject subject, PrejudgementOptions options, DateTimeOffset now)
{
    private const int MostLines = 50;
    private readonly IReadOnlyList<Site> _sites = [.. facts.Sites.Where(subject.Holds)];

    public IReadOnlyList<SheetSection> Sections(IReadOnlyList<SheetItem> nearLimit, IReadOnlyList<SheetItem> natural, IReadOnlyList<SheetItem> season)
    {
        var ids = _sites.Select(site => site.Id).ToHashSet();
        return
        [
            Section("trend", "预警和事件", "warnings and incidents", Trend(ids)), Section("points", "报警最多的测点", "points with most disturbances", Points(ids)),
            Section("nearLimit", "接近限值的测点", "points near a limit", nearLimit), Section("calibration", "检定标定逾期", "calibrations overdue", Overdue(ids)),
            Section("silenced", "搁置、抑制和停用的报警", "alarms shelved, suppressed or out of service", Silenced(ids)), Section("links", "断线的网关", "links down", Links(ids)),
            Section("dangers", "到期和逾期的隐患", "hidden dangers due or overdue", Dangers(ids)), Section("clocks", "迟报和未报", "reports missed or late", Clocks(ids)),
            Section("natural", "自然灾害预警", "natural-hazard warnings", natural), Section("season", "季节和节假日提示", "season and holidays", season),
        ];
    }

    private static SheetSection Section(string id, string zh, string en, IEnumerable<SheetItem> items)
    {
        var lines = items.Take(MostLines).ToList();
        return new(id, new(zh, en), lines.Count > 0 ? lines : [new SheetItem(new("无", "none"), WarningTier.None, null, "center")]);
    }

    private IEnumerable<SheetItem> Trend(HashSet<string> sites)
    {
        for (var tier = WarningTier.Red; tier >= WarningTier.Blue; tier--)
        {
            var at = tier;
            var last = facts.Warnings.Count(warning => sites.Contains(warning.SiteId) && warning.Tier == at && warning.Time >= facts.Last.From);
            var before = facts.Warnings.Count(warning => sites.Contains(warning.SiteId) && warning.Tier == at && warning.Time < facts.Last.From);
            if (last + before > 0)
            {
                yield return new(
                    new($"{NameZh(at)}预警 {last} 次，上一周期 {before} 次（{Change(last, before).Zh}）", $"{last} {NameEn(at)} warnings, {before} the period before ({Change(last, before).En})"), last > 0 ? at : WarningTier.None,
                    null, "warnings");
            }
        }

        foreach (var incident in facts.Incidents.Where(incident => sites.Contains(incident.SiteId) && incident.State != Warnings.IncidentState.Released).OrderByDescending(incident => incident.Tier))
        {
            yield return new(new($"未解除：{incident.TitleZh}（{incident.Id}）", $"not released: {incident.TitleEn} ({incident.Id})"), incident.Tier, incident.SiteId, $"incident {incident.Id}");
        }
    }

    private IEnumerable<SheetItem> Points(HashSet<string> sites) => facts.Warnings.Where(warning => sites.Contains(warning.SiteId) && warning.Time >= facts.Last.From)
        .GroupBy(warning => (warning.SiteId, warning.PointId)).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(options.MostPoints)
        .Select(group => new SheetItem(
            new($"测点 {group.Key.PointId} 升级 {group.Count()} 次", $"point {group.Key.PointId} rose {group.Count()} times"), group.Max(warning => warning.Tier), group.Key.SiteId, "warnings"));

    private IEnumerable<SheetItem> Overdue(HashSet<string> sites) => facts.Standings.Where(standing => sites.Contains(standing.SiteId) && standing.Kind == "overdue")
        .Select(standing => new SheetItem(
            new($"测点 {standing.PointId} 检定或标定逾期，自 {standing.Since:yyyy-MM-dd}", $"point {standing.PointId}: calibration or bump test overdue since {standing.Since:yyyy-MM-dd}"), WarningTier.Yellow,
            standing.SiteId, $"transition {standing.AlarmId}"));

    private IEnumerable<SheetItem> Silenced(HashSet<string> sites) =>
        facts.Standings.Where(standing => sites.Contains(standing.SiteId) && standing.State is "shelved" or "suppressedByDesign" or "outOfService")
            .Select(standing => new SheetItem(
                new($"报警 {standing.AlarmId}：{StateZh(standing.State)}，自 {standing.Since:yyyy-MM-dd HH:mm}Z", $"alarm {standing.AlarmId}: {standing.State} since {standing.Since:yyyy-MM-dd HH:mm}Z"),
                WarningTier.Yellow, standing.SiteId, $"transition {standing.AlarmId}"));

    private IEnumerable<SheetItem> Links(HashSet<string> sites) => facts.Edges.Where(edge => sites.Contains(edge.SiteId) && edge.State != LinkState.Online)
        .Select(edge => new SheetItem(
            new($"网关 {edge.EdgeId} 不在线，自 {edge.StateSince:yyyy-MM-dd HH:mm}Z", $"gateway {edge.EdgeId} is not online since {edge.StateSince:yyyy-MM-dd HH:mm}Z"), WarningTier.Yellow, edge.SiteId,
            $"edge {edge.SiteId}/{edge.EdgeId}"));

    private IEnumerable<SheetItem> Dangers(HashSet<string> sites)
    {
        var end = now + (facts.Last.To - facts.Last.From);
        return facts.Dangers.Where(danger => sites.Contains(danger.SiteId) && (danger.DueAt < end || danger.ListingDueAt < end || danger.ReviewAt < now)).OrderBy(danger => danger.DueAt).Select(danger =>
        {
            var at = danger.Case();
            var (zh, en) = at.IsOverdue(now) ? ("已逾期", "overdue") : ("将到期或应复评", "due or to be looked at again");
            var tier = !at.IsOverdue(now) ? WarningTier.Blue : at.Grade == DangerGrade.Major ? WarningTier.Orange : WarningTier.Yellow;
            return new SheetItem(new($"{at.Title}：{zh}", $"{at.Title}: {en}"), tier, danger.SiteId, $"danger {danger.Id}");
        });
    }

    private IEnumerable<SheetItem> Clocks(HashSet<string> sites) => facts.Clocks.Where(clock => sites.Contains(clock.SiteId)).Select(clock =>
    {
        var (zh, en) = clock.State == ClockState.Overdue ? ("未报", "not sent") : ("迟报", "late");
        return new SheetItem(new($"{clock.NameZh}：{zh}（{clock.IncidentId}）", $"{clock.NameEn}: {en} ({clock.IncidentId})"), WarningTier.Orange, clock.SiteId, $"clock {clock.Id}");
    });

    private static LocalizedText Change(int last, int before) =>
        last > before ? new($"增加 {last - before}", $"{last - before} more") : last < before ? new($"减少 {before - last}", $"{before - last} fewer") : new("持平", "the same");

    private static string NameZh(WarningTier tier) => tier switch { WarningTier.Red => "红色", WarningTier.Orange => "橙色", WarningTier.Yellow => "黄色", _ => "蓝色" };

    private static string NameEn(WarningTier tier) => tier switch { WarningTier.Red => "red", WarningTier.Orange => "orange", WarningTier.Yellow => "yellow", _ => "blue" };

    private static string StateZh(string state) => state switch { "shelved" => "搁置", "suppressedByDesign" => "按设计抑制", _ => "停用" };
}
