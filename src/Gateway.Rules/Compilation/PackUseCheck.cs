using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Compilation;

/// <summary>Holds what a site says about a pack against the pack and the site: ids that nothing has are told.</summary>
internal static class PackUseCheck
{
    public static void Run(PackInUse pack, RuleSite site, ConfigurationErrors errors)
    {
        var (ids, path) = (site.Points.Select(point => point.Id).ToHashSet(), pack.Path);
        Known(pack.Use.Points, ids, $"{path}.points", "测点", "point", errors);
        Known(pack.Use.Zones, site.Zones.Keys.ToHashSet(), $"{path}.zones", "区域", "zone", errors);
        for (var i = 0; i < pack.Use.Overrides.Count; i++)
        {
            Check(pack, pack.Use.Overrides[i], $"{path}.overrides[{i}]", ids, errors);
        }

        SiteParameters.Check(pack, errors);
        if (pack.Use.Parameters.Any(entry => entry.Points is not null))
        {
            var places = Enum.GetValues<RuleScope>().SelectMany(scope => Places.Of(scope, site)).Select(place => place.Subject.Id).ToHashSet();
            for (var i = 0; i < pack.Use.Parameters.Count; i++)
            {
                Known(pack.Use.Parameters[i].Points, places, $"{path}.parameters[{i}].points", "测点、device.设备、zone.区域或 site", "point, device.{id}, zone.{id} or site", errors);
            }
        }
    }

    private static void Check(PackInUse pack, LevelOverride change, string path, HashSet<string> ids, ConfigurationErrors errors)
    {
        Known(change.Points, ids, $"{path}.points", "测点", "point", errors);
        var rule = pack.Pack.Rules.FirstOrDefault(rule => rule.Id == change.Rule);
        var rules = string.Join(", ", pack.Pack.Rules.Select(known => known.Id));
        errors.Require(rule is not null, $"{path}.rule", change.Rule, $"规则包中的规则：{rules}", $"a rule of the pack: {rules}");
        errors.Require(
            rule is null || change.Tier == WarningTier.None || rule.Levels.Any(level => level.Tier == change.Tier), $"{path}.tier", change.Tier,
            $"该规则的级别：{Tiers(rule)}", $"a level of the rule: {Tiers(rule)}");
    }

    private static string Tiers(PackRule? rule) => string.Join(", ", rule?.Levels.Select(level => level.Tier.ToString().ToLowerInvariant()) ?? []);

    private static void Known(IReadOnlyList<string>? written, HashSet<string> known, string path, string zh, string en, ConfigurationErrors errors)
    {
        for (var i = 0; i < (written?.Count ?? 0); i++)
        {
            errors.Require(known.Contains(written![i]), $"{path}[{i}]", written[i], $"已配置的{zh}", $"a configured {en}");
        }
    }
}
