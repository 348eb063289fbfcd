using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;
using Gateway.Rules.Tests.Packs;

namespace Gateway.Rules.Tests.Compilation;

/// <summary>A made-up site and what packs make of it.</summary>
internal sealed class Site(params Point[] points)
{
    public ConfigurationErrors Errors { get; } = new();

    public static Point Point(string id, string quantity, string unit, string substance = "", string zone = "z1", string device = "d1", string role = "", string family = "gas") => new()
    {
        Index = 0, Id = id, Name = new LocalizedText(id, id), Quantity = quantity, Unit = unit, Substance = substance, Zone = zone, Device = device, Role = role,
        Family = family, Range = new EngineeringRange(0, 1000),
    };

    public static RulePack Pack()
    {
        var errors = new ConfigurationErrors();
        return RulePackReader.Parse(PackText.Sound, "pack.json", Seeds.Reference, errors) ?? throw new InvalidOperationException(string.Join('\n', errors.Items));
    }

    public CompiledRules Compile(PackUse? use = null, RulePack? pack = null, IReadOnlyList<SiteRule>? rules = null)
    {
        var site = new RuleSite(
            points, new Dictionary<string, LocalizedText> { ["z1"] = new("一区", "Zone 1"), ["z2"] = new("二区", "Zone 2") }, new("站", "Site"),
            point => $"edge.json: {point.Id}");
        return RuleCompiler.Compile(
            site, [new PackInUse(pack ?? Pack(), "pack.json", use ?? new PackUse { File = "pack.json" }, "edge.json: rulePacks[0]")], rules ?? [],
            Seeds.Reference, Errors);
    }

    /// <summary>The only condition of the point whose id ends so.</summary>
    public static Condition One(CompiledRules rules, string point, string suffix) =>
        rules.Of(point).Where(condition => condition.Id.EndsWith(suffix, StringComparison.Ordinal)).ShouldHaveSingleItem();
}
