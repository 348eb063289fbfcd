using System.Text.Json.Nodes;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Builders;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Compilation;

/// <summary>
/// Puts what only the site knows into a level: a point's own fields before the entries of the pack's use, the last written on top. A figure
/// the pack states is not a parameter: that is changed by an override, which is held against the law.
/// </summary>
internal static class SiteParameters
{
    /// <summary>The level with the parameters given for the subject or one of its members in it.</summary>
    public static RuleLevel Put(PackInUse pack, PackRule rule, RuleLevel level, IConditionBuilder builder, IReadOnlyList<Point> at, RuleSite site)
    {
        var given = new Dictionary<string, JsonNode?>();
        foreach (var name in builder.SiteParameters(rule))
        {
            if (OfPoint(rule, name, at, site) is { } own)
            {
                given[name] = own;
            }
            else if (OfUse(pack.Use, rule, name, at) is { } used)
            {
                given[name] = used;
            }
        }

        return given.Count == 0 ? level : level with { With = OverrideRules.Merged(level.With, given) };
    }

    /// <summary>Tells parameters that no rule of the pack takes.</summary>
    public static void Check(PackInUse pack, ConfigurationErrors errors)
    {
        for (var i = 0; i < pack.Use.Parameters.Count; i++)
        {
            var (entry, path) = (pack.Use.Parameters[i], $"{pack.Path}.parameters[{i}]");
            var rules = pack.Pack.Rules.Where(rule => entry.Rule is null || rule.Id == entry.Rule).ToList();
            var ids = string.Join(", ", pack.Pack.Rules.Where(rule => Of(rule).Count > 0).Select(rule => rule.Id));
            errors.Require(rules.Count > 0, $"{path}.rule", entry.Rule, $"规则包中的规则：{ids}", $"a rule of the pack: {ids}");
            var names = rules.SelectMany(Of).Distinct().Order(StringComparer.Ordinal).ToList();
            foreach (var (name, _) in entry.Values.Where(pair => rules.Count > 0 && !names.Contains(pair.Key)))
            {
                var list = string.Join(", ", names);
                errors.Add(
                    $"{path}.values.{name}", name, $"须由现场给出的参数：{list}（规则包已写明的数值用 overrides 修改）",
                    $"parameters the site gives: {list} (figures the pack states are changed by overrides)");
            }
        }
    }

    /// <summary>Tells fields of points that no rule of any pack in use takes.</summary>
    public static void CheckPoints(IReadOnlyList<PackInUse> packs, RuleSite site, ConfigurationErrors errors)
    {
        var names = packs.SelectMany(pack => pack.Pack.Rules).SelectMany(rule => Of(rule).SelectMany(name => new[] { name, $"{rule.Id}.{name}" })).ToHashSet();
        foreach (var point in site.Points.Where(point => site.Parameters.ContainsKey(point.Id)))
        {
            foreach (var (name, _) in site.Parameters[point.Id].Where(pair => !names.Contains(pair.Key)))
            {
                var list = string.Join(", ", names.Where(known => !known.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
                errors.Add(
                    $"{site.Origin(point)}.ruleParameters.{name}", name, $"所用规则包的参数（可加“规则编号.”前缀）：{list}",
                    $"a parameter of the packs in use, with or without 'rule id.' before it: {list}");
            }
        }
    }

    private static IReadOnlyList<string> Of(PackRule rule) => BuilderRegistry.Find(rule.Type)?.SiteParameters(rule) ?? [];

    private static JsonNode? OfPoint(PackRule rule, string name, IReadOnlyList<Point> at, RuleSite site) =>
        at.Select(point => site.Parameters.GetValueOrDefault(point.Id)).OfType<IReadOnlyDictionary<string, JsonNode?>>()
            .Select(own => own.GetValueOrDefault($"{rule.Id}.{name}") ?? own.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

    private static JsonNode? OfUse(PackUse use, PackRule rule, string name, IReadOnlyList<Point> at) =>
        use.Parameters.LastOrDefault(entry =>
            (entry.Rule is null || entry.Rule == rule.Id) && entry.Values.GetValueOrDefault(name) is not null
            && (entry.Points is null || at.Any(point => entry.Points.Contains(point.Id))))?.Values[name];
}
