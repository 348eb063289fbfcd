using Gateway.Center.Data;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;

namespace Gateway.Center.Ingest.Watch;

/// <summary>What the center itself has to warn of: a link that is silent, a clock that is off, a broken chain.</summary>
internal sealed class LinkWarnings(IEnumerable<IWarningIntake> intakes)
{
    public const string Family = "link";
    private readonly IWarningIntake? _intake = intakes.FirstOrDefault();

    private static readonly WarningText s_call = new(
        "请立即电话联系现场；重大风险点改为人工值守，直到恢复", "call the site at once; have the points of major risk watched by people until it is back");

    private static readonly WarningRule s_rule = new("center-link", "1", "", null, UnreviewedDefault: true) { Confidence = "P" };

    public async Task RaiseAsync(CenterWork work, Site site, string edge, WarningMessage message)
    {
        if (_intake is not null)
        {
            await _intake.TakeAsync(work, site, edge, message, new WarningOrigin());
        }
    }

    public static WarningMessage Link(EdgeKey key, WarningTier from, WarningTier to, DateTimeOffset now, DateTimeOffset since, LinkState state) =>
        Message(key, "link", "link", new("链路", "link"), from, to, now) with
        {
            Reason = to == WarningTier.None
                ? new($"网关 {key.Edge} 已恢复通信", $"gateway {key.Edge} is heard again")
                : new(
                    $"网关 {key.Edge} {(state == LinkState.Offline ? "离线" : "无声")}已 {Minutes(now - since)} 分钟，现场情况未知",
                    $"gateway {key.Edge} has been {(state == LinkState.Offline ? "offline" : "silent")} for {Minutes(now - since)} min; nobody knows how it is there"),
            EventTime = to == WarningTier.None ? now : since,
        };

    public static WarningMessage County(string county, WarningTier from, WarningTier to, DateTimeOffset now, DateTimeOffset since) =>
        Message(new EdgeKey(CountySite.Id, CountySite.EdgeId), "link", "link", new("全县链路", "link of the county"), from, to, now) with
        {
            Reason = to == WarningTier.None
                ? new("预警中心与消息代理的连接已恢复", "the center is connected to its broker again")
                : new(
                    $"预警中心与消息代理断开已 {Minutes(now - since)} 分钟，{county}全部现场情况未知",
                    $"the center has been cut off from its broker for {Minutes(now - since)} min; nothing is known of any site"),
            EventTime = to == WarningTier.None ? now : since,
        };

    public static WarningMessage Clock(EdgeKey key, WarningTier from, WarningTier to, DateTimeOffset now, double offsetMs) =>
        Message(key, "clock", "clock", new("时钟", "clock"), from, to, now) with
        {
            Value = Math.Round(offsetMs / 1000, 1),
            Unit = "s",
            Reason = to == WarningTier.None
                ? new($"网关 {key.Edge} 的时钟已校正", $"the clock of gateway {key.Edge} is right again")
                : new($"网关 {key.Edge} 的时钟与中心相差 {offsetMs / 1000:F0} 秒", $"the clock of gateway {key.Edge} is {offsetMs / 1000:F0} s off the center's"),
            Advice = to == WarningTier.None ? null : new("请检查现场网关的校时", "check the time synchronisation of the gateway"),
        };

    public static WarningMessage ChainBroken(EdgeKey key, EventMessage message) =>
        Message(key, "ledger", "chain", new("报警台账", "alarm ledger"), WarningTier.None, WarningTier.Yellow, message.Time) with
        {
            Id = $"center-chain-{message.Epoch}-{message.Sequence}",
            Reason = new(
                $"网关 {key.Edge} 的报警台账在第 {message.Sequence} 条不连续，可能被改动",
                $"the alarm ledger of gateway {key.Edge} does not fit together at entry {message.Sequence}; it may have been changed"),
            Advice = new("请保全现场网关和中心台账，查明原因", "secure the gateway and the center's ledger and find out why"),
        };

    private static int Minutes(TimeSpan time) => (int)time.TotalMinutes;

    private static WarningMessage Message(EdgeKey key, string point, string kind, WarningText name, WarningTier from, WarningTier to, DateTimeOffset now) => new()
    {
        Id = $"center-{point}-{now.UtcTicks}", Site = key.Site, Point = point, PointName = name, Device = key.Edge, Area = "", Family = Family, Unit = "",
        Tier = Word(to), FromTier = Word(from), TierName = NameOf(to), Raise = to > from, Alarm = point, Kind = kind, Quality = "good",
        Reason = name, Rule = s_rule, EventTime = now, ReceivedTime = now, DecidedTime = now, Advice = to == WarningTier.None ? null : s_call,
    };

    private static string Word(WarningTier tier) => tier switch
    {
        WarningTier.Blue => "blue",
        WarningTier.Yellow => "yellow",
        WarningTier.Orange => "orange",
        WarningTier.Red => "red",
        _ => "none",
    };

    private static WarningText NameOf(WarningTier tier) => tier switch
    {
        WarningTier.Blue => new("蓝色", "blue"),
        WarningTier.Yellow => new("黄色", "yellow"),
        WarningTier.Orange => new("橙色", "orange"),
        WarningTier.Red => new("红色", "red"),
        _ => new("无预警", "none"),
    };
}
