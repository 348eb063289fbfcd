using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;

namespace Gateway.Rules.Compilation;

/// <summary>
/// Puts a point's own judgement together with what packs say of it. What a person wrote for the point comes before the pack for the same
/// kind and tier; what is only a default of the product gives way to a pack that speaks of the same kind. Nothing written may be looser
/// than law.
/// </summary>
public static class OwnJudgement
{
    private static readonly (string Written, ConditionKind Kind)[] s_switches =
    [
        ("staleAfter", ConditionKind.Stale), ("staleTier", ConditionKind.Stale), ("staleEscalateAfter", ConditionKind.Stale),
        ("offlineAfter", ConditionKind.Offline), ("offlineTier", ConditionKind.Offline),
        ("sensorFaultTier", ConditionKind.SensorFault), ("sensorFaultDelay", ConditionKind.SensorFault),
        ("outOfRangeTier", ConditionKind.OutOfRange), ("outOfRangeDelay", ConditionKind.OutOfRange),
        ("inhibitAfter", ConditionKind.OutOfService), ("inhibitTier", ConditionKind.OutOfService),
        ("detectorLevel1Tier", ConditionKind.DetectorAlarm), ("detectorLevel2Tier", ConditionKind.DetectorAlarm), ("detectorLatch", ConditionKind.DetectorAlarm),
    ];

    /// <param name="own">Conditions of the point's judgement options.</param>
    /// <param name="written">Names of the options a person wrote.</param>
    /// <param name="packed">Conditions of the packs for the point.</param>
    /// <param name="path">Of the point, for errors.</param>
    public static IReadOnlyList<Condition> Merge(
        Point point, IReadOnlyList<Condition> own, IReadOnlySet<string> written, IReadOnlyList<Condition> packed, string path, ConfigurationErrors errors)
    {
        if (packed.Count == 0)
        {
            return own;
        }

        var kinds = s_switches.Where(entry => written.Contains(entry.Written)).Select(entry => entry.Kind).ToHashSet();
        var spoken = packed.Select(condition => condition.Kind).ToHashSet();
        var kept = own.Where(condition => IsLimit(condition) || kinds.Contains(condition.Kind) || !spoken.Contains(condition.Kind)).ToList();
        foreach (var law in packed.Where(condition => condition.Basis.IsLaw))
        {
            CheckLaw(point, kept, law, path, errors);
        }

        // Own limits win tier by tier; a quality option that was written speaks for its whole kind, also where it switches it off.
        var taken = packed.Where(condition => !kinds.Contains(condition.Kind) && !kept.Exists(mine => SameKind(mine, condition)));
        return [.. kept.Concat(taken).OrderByDescending(condition => condition.Tier)];
    }

    private static bool IsLimit(Condition condition) => condition.Kind is ConditionKind.HighLimit or ConditionKind.LowLimit;

    private static bool SameKind(Condition mine, Condition packed) => mine.Kind == packed.Kind && mine.Tier == packed.Tier;

    private static void CheckLaw(Point point, List<Condition> kept, Condition law, string path, ConfigurationErrors errors)
    {
        foreach (var mine in kept.Where(mine => SameKind(mine, law) && IsLimit(mine)))
        {
            var looser = law.Kind == ConditionKind.HighLimit ? mine.Threshold > law.Threshold : mine.Threshold < law.Threshold;
            errors.Require(
                !looser, $"{path}.judgement.limits", $"{mine.Tier} {mine.Threshold:G6} {point.Unit}",
                $"不得比 {law.Basis.Clause} 的 {law.Threshold:G6} {point.Unit} 宽松（规则 {law.Basis.Rule}）",
                $"not looser than {law.Threshold:G6} {point.Unit} of {law.Basis.Clause} (rule {law.Basis.Rule})");
        }
    }
}
