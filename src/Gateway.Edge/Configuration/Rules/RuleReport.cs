using Gateway.Rules.Compilation;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>What <c>gateway check</c> says about rules: packs with version and review, what does not run and why, what the site lacks.</summary>
public static class RuleReport
{
    // Of one cause; the rest is counted.
    private const int PointsNamed = 5;

    public static IEnumerable<string> Lines(CompiledRules rules, bool chinese) =>
        rules.Packs.SelectMany(pack => Pack(pack, chinese)).Concat(Inactive(rules, chinese)).Concat(Gaps(rules, chinese));

    private static IEnumerable<string> Pack(PackTally pack, bool chinese)
    {
        var review = pack.ReviewedBy is { } by ? (chinese ? $"已由 {by} 审核" : $"reviewed by {by}") : chinese ? "未经审核" : "not reviewed";
        yield return chinese
            ? $"规则包 {pack.Pack}：{review}；{pack.Rules} 条规则中 {pack.ActiveRules} 条生效，共 {pack.Conditions} 个判据。"
            : $"Rule pack {pack.Pack}: {review}; {pack.ActiveRules} of {pack.Rules} rules active, {pack.Conditions} conditions.";
        if (pack.UnreviewedDefaults > 0)
        {
            yield return chinese
                ? $"  其中 {pack.UnreviewedDefaults} 个判据使用未经审核的默认值。"
                : $"  {pack.UnreviewedDefaults} of them rest on defaults nobody has reviewed.";
        }
    }

    private static IEnumerable<string> Inactive(CompiledRules rules, bool chinese)
    {
        if (rules.Inactive.Count == 0)
        {
            yield break;
        }

        yield return chinese ? "未生效的规则：" : "Rules not active:";
        foreach (var group in rules.Inactive.GroupBy(inactive => (inactive.Rule, Cause: chinese ? inactive.Cause.Zh : inactive.Cause.En)))
        {
            var points = group.Select(inactive => inactive.PointId).Where(id => id.Length > 0).Distinct().ToList();
            var (named, more) = (string.Join(", ", points.Take(PointsNamed)), points.Count - PointsNamed);
            var at = points.Count == 0 ? "" : more > 0 ? (chinese ? $"（{named} 等 {points.Count} 处）" : $" ({named} and {more} more)") : $" ({named})";
            yield return chinese ? $"  {group.Key.Rule}：{group.Key.Cause}{at}" : $"  {group.Key.Rule}: {group.Key.Cause}{at}";
        }
    }

    private static IEnumerable<string> Gaps(CompiledRules rules, bool chinese)
    {
        foreach (var scenario in rules.Gaps.GroupBy(gap => gap.Scenario))
        {
            yield return chinese ? $"场景 {scenario.Key} 的完整性：" : $"Completeness of {scenario.Key}:";
            foreach (var gap in scenario.OrderByDescending(gap => gap.Required))
            {
                yield return $"  {gap.Place}: {(chinese ? gap.Text.Zh : gap.Text.En)}";
            }
        }
    }
}
