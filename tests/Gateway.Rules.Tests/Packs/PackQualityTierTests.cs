using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Packs;

/// <summary>A signal in doubt is yellow at most. Where a shipped pack wants more, it is one of the cases listed here.</summary>
public sealed class PackQualityTierTests
{
    [Fact]
    public void Only_these_shipped_levels_put_a_condition_of_the_signal_above_yellow()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (pack, point) in Seeds.PackFiles.Select(file => Seeds.Pack(Path.GetFileNameWithoutExtension(file))).SelectMany(Points))
        {
            foreach (var condition in Compile(pack, point).Where(c => c.Kind.IsQuality() && c.Tier > WarningTier.Yellow))
            {
                condition.AllowsHighTier.ShouldBeTrue(condition.Id);
                found.Add($"{condition.Id} {condition.Kind}");
            }
        }

        found.ShouldBe([
            "common-quality.lost-during-rise-orange LostDuringRise", "common-quality.toxic-lost-during-rise-orange LostDuringRise",
            "gas-fixed.lel-over-range-red Saturation"]);
    }

    // One point for each quantity a rule names, at a place of its own.
    private static IEnumerable<(RulePack Pack, Point Point)> Points(RulePack pack) =>
        from rule in pack.Rules
        from quantity in rule.AppliesTo.Quantity ?? [""]
        select (pack, new Point
        {
            Index = 0, Id = "p", Name = new("点", "point"), Quantity = quantity, Unit = Seeds.Reference.Kind(quantity)?.Unit ?? "", Substance = "H2S",
            Role = rule.AppliesTo.Role?[0] ?? "", Family = rule.AppliesTo.Family?[0] ?? "gas", Zone = "z1", Device = "d1", Range = new EngineeringRange(0, 100),
        });

    private static IEnumerable<Condition> Compile(RulePack pack, Point point)
    {
        var site = new RuleSite([point], new Dictionary<string, LocalizedText>(), new("站", "site"), _ => "point");
        var rules = RuleCompiler.Compile(site, [new PackInUse(pack, "pack", new PackUse { File = "p" }, "use")], [], Seeds.Reference, new ConfigurationErrors());
        return rules.ByPoint.SelectMany(pair => pair.Value);
    }
}
