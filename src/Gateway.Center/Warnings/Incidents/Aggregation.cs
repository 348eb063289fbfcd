using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Hazards;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Conditions;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>A tier the center thinks right, and why.</summary>
/// <param name="By"><c>gateway</c>, <c>count</c> or <c>hazard</c>.</param>
internal sealed record Verdict(WarningTier Tier, LocalizedText Reason, string By);

/// <summary>What the points that stand in an incident mean together. May raise, never lowers.</summary>
internal sealed class Aggregation(CenterOptions options, INaturalHazards hazards)
{
    /// <param name="reason">Of the warning that came.</param>
    public async Task<Verdict> JudgeAsync(CenterWork work, Incident incident, IReadOnlyList<StandingPoint> standing, LocalizedText reason)
    {
        var verdict = ByCount(standing) is { } counted && counted.Tier > incident.StandingTier ? counted : new Verdict(incident.StandingTier, reason, "gateway");
        return incident.IsHistorical ? verdict : await ByHazardAsync(work, incident, verdict);
    }

    // One vote a point, within one quantity. What the gateway itself promoted, and faults of the signal, are no votes: they would count twice.
    private Verdict? ByCount(IReadOnlyList<StandingPoint> standing)
    {
        if (options.Warnings.Promotion is not { } promotion)
        {
            return null;
        }

        return standing.Where(point => point.Quantity.Length > 0 && IsVote(point.Kind)).GroupBy(point => point.Quantity, StringComparer.Ordinal)
            .Select(group => group.Aggregate(default(TierCounts), (counts, point) => counts.With(point.Tier)))
            .Select(counts => new Verdict(promotion.Promote(counts), Counted(promotion, counts), "count"))
            .MaxBy(verdict => verdict.Tier);
    }

    private async Task<Verdict> ByHazardAsync(CenterWork work, Incident incident, Verdict verdict)
    {
        if (verdict.Tier is WarningTier.None or WarningTier.Red || !options.Warnings.HazardFamilies.Contains(incident.Family))
        {
            return verdict;
        }

        var inForce = await hazards.InForceAsync(work.Db, incident.UnitPath, work.Now);
        var hazard = inForce.Count == 0 ? null : inForce[0];
        var raised = verdict.Tier + 1;
        return hazard is null ? verdict : new(raised, new(
            $"所在区域“{hazard.Headline.Zh}”生效，提高一级为{WarningMessageFactory.TierName(raised).Zh}",
            $"'{hazard.Headline.En}' is in force for the area: one tier up to {WarningMessageFactory.TierName(raised).En}"), "hazard");
    }

    private static bool IsVote(string kind) =>
        !Enum.TryParse<ConditionKind>(kind, ignoreCase: true, out var known) || (known != ConditionKind.Promotion && !known.IsQuality());

    private static LocalizedText Counted(PromotionCounts promotion, TierCounts counts) => new(
        $"同类测点蓝 {counts.Blue}、黄 {counts.Yellow}、橙 {counts.Orange}，按数量提高（{promotion.Rule.Zh}）",
        $"{counts.Blue} blue, {counts.Yellow} yellow, {counts.Orange} orange points of one kind, raised by their number ({promotion.Rule.En})");
}
