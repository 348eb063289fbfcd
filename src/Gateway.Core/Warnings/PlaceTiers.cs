using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>
/// Tiers of places from the standing alarms: the highest of the place (domain rules 9), and on top of it the promotion by count within one
/// quantity (GB 39496-2020 5.5.4 [V]). Silenced alarms are not standing; the caller leaves them out.
/// </summary>
public static class PlaceTiers
{
    /// <summary>Every place with a tier, gravest first, then site, zones, devices, points by id. The order of the alarms does not matter.</summary>
    public static IReadOnlyList<PlaceTier> Of(IEnumerable<StandingAlarm> alarms, PlacePolicy? policy = null)
    {
        var standing = alarms.Where(a => a.Counted > WarningTier.None).OrderBy(a => a.AlarmId, StringComparer.Ordinal).ToList();
        policy ??= PlacePolicy.Default;
        return standing.SelectMany(alarm => Places(alarm).Select(place => (Place: place, Alarm: alarm)))
            .GroupBy(pair => pair.Place, pair => pair.Alarm)
            .Select(group => Of(group.Key.Kind, group.Key.Id, [.. group], policy.Of(group.Key.Kind)))
            .OrderByDescending(t => t.Tier).ThenByDescending(t => t.Kind).ThenBy(t => t.Id, StringComparer.Ordinal)
            .ToList();
    }

    private static IEnumerable<(PlaceKind Kind, string Id)> Places(StandingAlarm alarm)
    {
        yield return (PlaceKind.Site, "");
        yield return (PlaceKind.Point, alarm.Point.Id);
        if (alarm.Point.Device.Length > 0)
        {
            yield return (PlaceKind.Device, alarm.Point.Device);
        }

        if (alarm.Point.Zone.Length > 0)
        {
            yield return (PlaceKind.Zone, alarm.Point.Zone);
        }
    }

    private static PlaceTier Of(PlaceKind kind, string id, List<StandingAlarm> alarms, PromotionCounts? promotion)
    {
        var highest = alarms.Max(a => a.Counted);
        var together = promotion is null ? null : Together(alarms, promotion);
        return together is { } promoted && promoted.Tier > highest
            ? new(kind, id, promoted.Tier, highest, [.. promoted.Alarms.Select(a => a.AlarmId)], Promoted(promoted.Tier, promoted.Alarms, promotion!))
            : new(kind, id, highest, highest, [.. alarms.Where(a => a.Counted == highest).Select(a => a.AlarmId)], Plain(highest, alarms));
    }

    // One vote a point: its gravest alarm on the danger. Promotions by a rule are left out, or the same points would count twice.
    private static (WarningTier Tier, List<StandingAlarm> Alarms)? Together(List<StandingAlarm> alarms, PromotionCounts promotion) =>
        alarms.Where(a => !a.Kind.IsQuality() && a.Kind != ConditionKind.Promotion && a.Point.Quantity.Length > 0)
            .GroupBy(a => a.Point.Quantity, StringComparer.Ordinal)
            .Select(group => group.GroupBy(a => a.Point.Id, StringComparer.Ordinal).Select(p => p.MaxBy(a => a.Counted)!).ToList())
            .Select(points => (Tier: promotion.Promote(points.Aggregate(default(TierCounts), (c, a) => c.With(a.Counted))), Alarms: points))
            .OrderByDescending(p => p.Tier)
            .Cast<(WarningTier, List<StandingAlarm>)?>()
            .FirstOrDefault();

    private static LocalizedText Promoted(WarningTier tier, List<StandingAlarm> points, PromotionCounts promotion)
    {
        var counts = points.Aggregate(default(TierCounts), (c, a) => c.With(a.Counted));
        return new(
            $"同类测点蓝 {counts.Blue}、黄 {counts.Yellow}、橙 {counts.Orange}，按数量升为{ExpressionWords.TierName(tier, true)}（{promotion.Rule.Zh}）",
            $"{counts.Blue} blue, {counts.Yellow} yellow, {counts.Orange} orange points of one kind count as {ExpressionWords.TierName(tier, false)} ({promotion.Rule.En})");
    }

    private static LocalizedText Plain(WarningTier highest, List<StandingAlarm> alarms)
    {
        var capped = alarms.Any(a => a.Tier > a.Counted && a.Counted == highest);
        return new(
            $"最高的现存报警为{ExpressionWords.TierName(highest, true)}{(capped ? "（仅信号质量问题，不高于黄色）" : "")}",
            $"the highest standing alarm is {ExpressionWords.TierName(highest, false)}{(capped ? " (of the signal's quality alone, so no higher)" : "")}");
    }
}
