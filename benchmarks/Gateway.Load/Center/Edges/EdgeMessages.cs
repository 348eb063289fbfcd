using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;

namespace Gateway.Load.Center.Edges;

/// <summary>What a simulated gateway says, as the contract has it.</summary>
internal static class EdgeMessages
{
    public const int Zones = 4;
    private const int PointsPerQuantity = 2;
    private const byte Good = 192;
    private static readonly string[] s_families = ["gas", "power", "dust", "tank"];

    public static string PointOf(int index) => $"p{index:00}";

    public static string ZoneOf(int point) => $"z{point % Zones}";

    public static string FamilyOf(int point) => s_families[point % s_families.Length];

    public static TableMessage Table(int edge, int points) => new()
    {
        Hash = $"load-{points}", SiteName = new WarningText($"负载场所{edge}", $"load site {edge}"), Scenarios = ["gas"], RulePacks = ["gas-fixed 1"],
        Zones = [.. Enumerable.Range(0, Zones).Select(zone => new ZoneEntry($"z{zone}", new WarningText($"{zone} 区", $"zone {zone}")))],
        Points =
        [
            .. Enumerable.Range(0, points).Select(point => new PointEntry
            {
                Id = PointOf(point), Name = new WarningText($"测点{point}", $"point {point}"), Unit = "%LEL", Family = FamilyOf(point),
                Quantity = $"q{point / (Zones * PointsPerQuantity)}", Device = $"d{point / 10}", Zone = ZoneOf(point), RangeLow = 0, RangeHigh = 100,
                Limits = [new LimitEntry("yellow", "high", 25, "", true), new LimitEntry("red", "high", 50, "", true)],
            }),
        ],
    };

    /// <summary>One reading of each point, all at once.</summary>
    public static ReadingsBatch Readings(string epoch, SequenceRange range, IReadOnlyList<string> points, int[] rows, long nowTicks, double[] values, byte[] qualities, byte[] flags) => new()
    {
        Epoch = epoch, Range = range, SentAt = nowTicks, FirstTime = nowTicks, LastTime = nowTicks, IsHistorical = false, PointIds = points, Points = rows,
        Times = [.. rows.Select(_ => nowTicks)], Values = values, Qualities = qualities, Flags = flags,
    };

    public static byte[] GoodQualities(int points) => [.. Enumerable.Repeat(Good, points)];

    public static WarningMessage Warning(string id, string site, int point, string tier, string from, DateTimeOffset now) => new()
    {
        Id = id, Site = site, Point = PointOf(point), PointName = new WarningText($"测点{point}", $"point {point}"), Device = "d0", Area = "", Family = FamilyOf(point), Unit = "%LEL",
        Tier = tier, FromTier = from, TierName = new WarningText(tier, tier), Raise = tier != "none", Alarm = $"{PointOf(point)}/high/{tier}", Kind = "highLimit", Value = 31.5, Limit = 25,
        Quality = "good", Reason = new WarningText("31.5 %LEL，达到 25 %LEL 并持续 3 秒", "31.5 %LEL, at or above 25 %LEL for 3 s"),
        Rule = new WarningRule("lel-high", "1", "default", null, UnreviewedDefault: true), EventTime = now, ReceivedTime = now, DecidedTime = now,
        Occurrence = $"{PointOf(point)}@{now.UtcTicks}", Advice = new WarningText("撤离人员，查找泄漏", "leave the area, find the leak"),
        WhyNotHigher = new WarningText("未达到 50 %LEL", "below 50 %LEL"), Inputs = [new WarningInput(PointOf(point), 31.5, "%LEL", "good", now)],
    };

    public static TransitionMessage Transition(string id, int point, string tier, DateTimeOffset now) => new()
    {
        Id = id, Alarm = $"{PointOf(point)}/high/{tier}", Point = PointOf(point), Kind = "highLimit", Tier = tier, Event = tier == "none" ? "returnedToNormal" : "raised",
        From = tier == "none" ? "unacknowledged" : "normal", To = tier == "none" ? "returnedUnacknowledged" : "unacknowledged", EventTime = now, DecidedTime = now,
        Reason = new WarningText("31.5 %LEL，达到 25 %LEL", "31.5 %LEL, at or above 25 %LEL"), IsAbnormal = tier != "none",
    };
}
