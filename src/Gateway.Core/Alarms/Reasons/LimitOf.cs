using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>What must be reached for a condition to hold, in words with its unit: "50 %LEL", "2 of 3 points", "velocity 50 mm/d".</summary>
internal static class LimitOf
{
    /// <summary>Null when there is no one figure a person could look for.</summary>
    public static LocalizedText? Words(Condition condition, Point point) => condition switch
    {
        Stale or Offline or OutOfService or Overdue or WarmUp => Time(condition.Threshold),
        FlatLine { Duration: not null } => Time(condition.Threshold),
        FlatLine or SiblingFlatLine or RepeatedPattern => Count(condition.Threshold, "个样本", "samples"),
        Spike spike => Count(spike.PerHour, "次尖峰/小时", "spikes an hour"),
        ImpossibleRate rate => Figure(rate.Limit, $"{point.Unit}/s"),
        RateOfChange rate => Figure(rate.Limit, $"{point.Unit}/min"),
        DetectorAlarm detector => new($"探测器 {detector.Level} 级报警", $"level {detector.Level} of the detector"),
        BandLimit band => new(
            $"{LimitWords.Number(band.Centre, point.Unit)} ± {LimitWords.Number(band.HalfWidth, point.Unit)}",
            $"{LimitWords.Number(band.Centre, point.Unit)} +- {LimitWords.Number(band.HalfWidth, point.Unit)}"),
        RainLimit rain => Within(rain),
        SlopeMotion motion => SlopeWords.Needed(motion.Criteria),
        SuspendedUse { Utilisation: { } share } => Share(share, "负荷率", "utilisation"),
        UndeclaredUse use => Share(use.Utilisation, "负荷率", "utilisation"),
        LoadDrop drop => Share(drop.Share, "降幅", "fall by"),
        JointCondition joint => Several(joint),
        _ => double.IsNaN(condition.Threshold) ? null : Figure(condition.Threshold, point.Unit),
    };

    private static LocalizedText? Several(JointCondition condition) => condition switch
    {
        Voting vote => new($"{vote.Voters} 个测点中 {vote.Needed} 个", $"{vote.Needed} of {vote.Voters} points"),
        MassOffline mass => Share(mass.Share, "失联超过", "lost: more than"),
        SlopeConfirmed slope => SlopeWords.Needed(slope.Criteria),
        SlopeNeighbours slope => Count(slope.Count, "个相邻测点", "neighbouring points"),
        TierPromotion promotion => promotion.Counts.Rule,
        ExpressionCondition rule => new(rule.Expression.Text, rule.Expression.Text),
        // Their figures are in the units of their inputs, and several at once.
        _ => null,
    };

    private static LocalizedText Within(RainLimit rain)
    {
        var (limit, window) = (LimitWords.Number(rain.Limit, "mm"), LimitWords.Span(rain.Window));
        return new($"{window.Zh} {limit}", $"{limit} in {window.En}");
    }

    private static LocalizedText Figure(double value, string unit) => new(LimitWords.Number(value, unit), LimitWords.Number(value, unit));

    private static LocalizedText Time(double seconds) => LimitWords.Span(TimeSpan.FromSeconds(seconds));

    private static LocalizedText Count(double count, string zh, string en) =>
        new(LimitWords.Number(count, zh), LimitWords.Number(count, en));

    private static LocalizedText Share(double share, string zh, string en) => new($"{zh} {LimitWords.Percent(share)}", $"{en} {LimitWords.Percent(share)}");
}
