using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>One figure beside its reference.</summary>
/// <param name="Id">Stable name for programs.</param>
/// <param name="Acceptable">At most this is good.</param>
/// <param name="Maximum">At most this can be managed; more is too much. Equal to acceptable where the field knows one figure.</param>
/// <param name="Source">Where the reference comes from.</param>
public sealed record TrafficFigure(string Id, LocalizedText Name, double Value, double Acceptable, double Maximum, string Source)
{
    public TrafficRating Rating => Value <= Acceptable ? TrafficRating.Good : Value <= Maximum ? TrafficRating.Manageable : TrafficRating.TooMuch;
}

public enum TrafficRating : byte
{
    Good = 0,
    Manageable = 1,
    TooMuch = 2,
}

/// <summary>The reference figures of domain rule 7.3: confidence [K], of one operator position; chattering [V:75].</summary>
internal static class TrafficReference
{
    private const string Both = "EEMUA 191 / ISA-18.2";

    public static IReadOnlyList<TrafficFigure> Compare(ShiftFigures shift) =>
    [
        new("meanPer10Minutes", new("每10分钟平均报警数", "mean alarms per 10 min"), shift.MeanPer10Minutes, 1, 2, Both),
        new("peakPer10Minutes", new("10分钟最大报警数", "peak alarms in 10 min"), shift.PeakPer10Minutes, 10, 10, Both),
        new("percentInFlood", new("报警泛滥时间占比（%）", "time in flood (%)"), shift.PercentInFlood, 1, 1, Both),
        new("topTenPercent", new("前十位报警占比（%）", "share of the ten most frequent (%)"), shift.TopTenPercent, 1, 5, Both),
        // "Fewer than 5 a day": four are good, five are not.
        new("standing", new("持续超过24小时的报警数", "alarms active for more than 24 h"), shift.StandingCount, 4, 4, Both),
        new("chattering", new("抖动报警数", "chattering alarms"), shift.ChatteringCount, 0, 0, "ISA-18.2"),
        new("fleeting", new("瞬时报警次数", "fleeting alarms"), shift.Fleeting, 0, 0, "ISA-18.2"),
        new("redPercent", new("红色报警占比（%）", "share of red (%)"), Percent(shift, WarningTier.Red), 5, 5, Both),
        new("orangePercent", new("橙色报警占比（%）", "share of orange (%)"), Percent(shift, WarningTier.Orange), 15, 15, Both),
    ];

    private static double Percent(ShiftFigures shift, WarningTier tier) =>
        shift.Announced == 0 ? 0 : 100.0 * shift.ByTier[(int)tier - 1] / shift.Announced;
}
