using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>Finds everything wrong in a point's judgement options at once.</summary>
public static class PointJudgementValidator
{
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <summary>Empty when all is right. Limits of one direction must not be crossed: blue &lt;= yellow &lt;= orange &lt;= red for high,
    /// the reverse for low; the lowest high limit less its deadband must lie above the highest low limit plus its deadband
    /// (domain rule 7.2).</summary>
    public static IReadOnlyList<JudgementError> Validate(Point point, PointJudgementOptions options)
    {
        var errors = new List<JudgementError>();
        for (var i = 0; i < options.Limits.Count; i++)
        {
            CheckLimit(options.Limits[i], $"limits[{i}]", point, errors);
        }

        CheckOrder(options.Limits, errors);
        CheckOverlap(options.Limits, errors);
        CheckTimes(options, errors);
        CheckTiers(options, errors);
        return errors;
    }

    private static void CheckLimit(LimitOptions limit, string path, Point point, List<JudgementError> errors)
    {
        Require(limit.Tier is >= WarningTier.Blue and <= WarningTier.Red, $"{path}.tier", limit.Tier,
            "blue、yellow、orange 或 red", "blue, yellow, orange or red");
        Require((limit.High is null) != (limit.Low is null), path, limit.High is null ? "" : $"{limit.High} / {limit.Low}",
            "high 与 low 必须且只能填写一个", "exactly one of high and low");
        Require(double.IsFinite(limit.Deadband) && limit.Deadband >= 0, $"{path}.deadband", limit.Deadband,
            "大于或等于 0 的数", "a number of 0 or more");
        RequireTime(limit.OnDelay, $"{path}.onDelay", TimeSpan.Zero, errors);
        RequireTime(limit.OffDelay, $"{path}.offDelay", TimeSpan.Zero, errors);
        if ((limit.High ?? limit.Low) is { } value)
        {
            var inside = double.IsFinite(value) && (point.Range is not { } range || range.Contains(value));
            Require(inside, $"{path}.{(limit.High is null ? "low" : "high")}", value,
                $"量程 {point.Range?.Low} 至 {point.Range?.High} 之内的数", $"a number in the range {point.Range?.Low} to {point.Range?.High}");
        }

        void Require(bool ok, string at, object found, string zh, string en) => PointJudgementValidator.Require(ok, at, found, zh, en, errors);
    }

    private static void CheckOrder(IReadOnlyList<LimitOptions> limits, List<JudgementError> errors)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            for (var j = 0; j < limits.Count; j++)
            {
                if (limits[j].Tier >= limits[i].Tier)
                {
                    continue;
                }

                Require(!(limits[i].High < limits[j].High), $"limits[{i}].high", limits[i].High,
                    $"不低于 {limits[j].Tier} 的高限 {limits[j].High}", $"not below the {limits[j].Tier} high limit {limits[j].High}", errors);
                Require(!(limits[i].Low > limits[j].Low), $"limits[{i}].low", limits[i].Low,
                    $"不高于 {limits[j].Tier} 的低限 {limits[j].Low}", $"not above the {limits[j].Tier} low limit {limits[j].Low}", errors);
            }
        }
    }

    private static void CheckOverlap(IReadOnlyList<LimitOptions> limits, List<JudgementError> errors)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            foreach (var low in limits.Where(l => l.Low is not null))
            {
                if (limits[i].High is { } high && high - limits[i].Deadband <= low.Low + low.Deadband)
                {
                    Require(false, $"limits[{i}].high", high,
                        $"高限减回差须大于低限 {low.Low} 加回差 {low.Deadband}", $"high less its deadband above low {low.Low} plus its deadband {low.Deadband}", errors);
                }
            }
        }
    }

    private static void CheckTimes(PointJudgementOptions options, List<JudgementError> errors)
    {
        var second = TimeSpan.FromSeconds(1);
        RequireTime(options.StaleAfter, "staleAfter", second, errors);
        RequireTime(options.StaleEscalateAfter, "staleEscalateAfter", options.StaleAfter ?? second, errors);
        RequireTime(options.OfflineAfter, "offlineAfter", TimeSpan.Zero, errors);
        RequireTime(options.InhibitAfter, "inhibitAfter", TimeSpan.Zero, errors);
        RequireTime(options.SensorFaultDelay, "sensorFaultDelay", TimeSpan.Zero, errors);
        RequireTime(options.OutOfRangeDelay, "outOfRangeDelay", TimeSpan.Zero, errors);
    }

    private static void CheckTiers(PointJudgementOptions options, List<JudgementError> errors)
    {
        (string Path, WarningTier Tier)[] tiers =
        [
            ("staleTier", options.StaleTier), ("offlineTier", options.OfflineTier), ("sensorFaultTier", options.SensorFaultTier),
            ("outOfRangeTier", options.OutOfRangeTier), ("inhibitTier", options.InhibitTier),
            ("detectorLevel1Tier", options.DetectorLevel1Tier), ("detectorLevel2Tier", options.DetectorLevel2Tier),
        ];
        foreach (var (path, tier) in tiers)
        {
            Require(tier <= WarningTier.Red, path, tier, "none、blue、yellow、orange 或 red", "none, blue, yellow, orange or red", errors);
        }
    }

    private static void RequireTime(TimeSpan? time, string path, TimeSpan least, List<JudgementError> errors) =>
        Require(time is null || (time >= least && time <= s_longest), path, time, $"{least} 至 {s_longest}", $"{least} to {s_longest}", errors);

    private static void Require(bool ok, string path, object? found, string zh, string en, List<JudgementError> errors)
    {
        if (!ok)
        {
            errors.Add(new JudgementError(path, Convert.ToString(found, CultureInfo.InvariantCulture) ?? "", zh, en));
        }
    }
}
