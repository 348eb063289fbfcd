using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Tests.Packs.Proofs;

/// <summary>A made-up site that has a point for everything a pack names, and gives every parameter a pack leaves to a site.</summary>
internal sealed partial class PackSite
{
    // Rules that count or vote need more than one.
    private static readonly Dictionary<string, int> s_copies = new[]
    {
        "lel", "toxic", "toxic-idlh", "oxygen", "smoke", "manual-call", "fire-pump-run", "video-online", "ventilation-run", "esd-closed", "emergency-fan-run",
        "gnss", "prism", "radar", "temperature",
    }.ToDictionary(name => name, _ => 2).Concat(new Dictionary<string, int> { ["phase-current"] = 3, ["spoil"] = 4, ["dam-displacement"] = 4, ["phreatic-depth"] = 4 })
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    private static readonly JsonArray s_orders = ["2026-02-02T00:00+08:00/"];

    private readonly List<Point> _points = [];
    private readonly RulePack _pack;

    private PackSite(RulePack pack) => _pack = pack;

    public IReadOnlyList<Point> Points => _points;

    public static PackSite Of(RulePack pack)
    {
        var site = new PackSite(pack);
        foreach (var rule in pack.Rules)
        {
            site.AddFor(rule);
        }

        return site;
    }

    public RuleSite Site => new(_points, new Dictionary<string, LocalizedText> { ["z"] = new("区", "zone") }, new("站", "site"), point => point.Id)
    {
        Parameters = _points.ToDictionary(point => point.Id, point => (IReadOnlyDictionary<string, JsonNode?>)new Dictionary<string, JsonNode?>
        {
            ["reference"] = $"100 {point.Unit}", ["ratedCurrent"] = "100 A", ["feederRun"] = "50 kW", ["standby"] = "10 kW", ["run"] = "100 kW",
            ["orders"] = s_orders.DeepClone(), ["v0"] = "1 mm/d", ["noise"] = "0.05 mm", ["cleanPressureDrop"] = "1000 Pa",
        }),
    };

    /// <summary>The pack compiled for the site, what it ships switched off turned on.</summary>
    public CompiledRules Compile(ConfigurationErrors errors, bool all = true)
    {
        var off = _pack.Rules.SelectMany(rule => rule.Levels.Where(level => !level.Enabled).Select(level => (rule.Id, level.Tier)));
        var use = new PackUse
        {
            File = "p", Overrides = all ? [.. off.Select(level => new LevelOverride { Rule = level.Id, Tier = level.Tier, Enabled = true })] : [],
        };
        var told = new ConfigurationErrors();
        var compiled = RuleCompiler.Compile(Site, [new PackInUse(_pack, "pack", use, "use")], [], Seeds.Reference, told);

        // Every point is given every parameter here; that a pack takes not all of them is no fault of the pack.
        foreach (var error in told.Items.Where(error => !error.Path.Contains(".ruleParameters.", StringComparison.Ordinal)))
        {
            errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }

        return compiled;
    }

    private void AddFor(PackRule rule)
    {
        var subject = rule.AppliesTo;
        string[] axes = rule.Type == "verticalOnly" ? ["displacement-east", "displacement-north"] : [];
        string[] names = [.. axes, .. subject.Role is { Count: > 0 } roles ? roles : subject.Quantity is { Count: > 0 } quantities ? quantities : [], .. Bracketed(rule)];
        foreach (var name in names)
        {
            Add(name, "", "");
        }

        if (!_points.Exists(point => Fits(subject, point)))
        {
            Add(names.FirstOrDefault() ?? "temperature", subject.Family?[0] ?? "", subject.Substance?[0] ?? "");
        }
    }

    private static bool Fits(RuleSubject subject, Point point) =>
        Has(subject.Quantity, point.Quantity) && Has(subject.Role, point.Role.Length > 0 ? point.Role : point.Quantity) && Has(subject.Family, point.Family)
        && Has(subject.Substance, point.Substance);

    private static bool Has(IReadOnlyList<string>? wanted, string value) => wanted is null or [] || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);

    private void Add(string name, string family, string substance)
    {
        if (family.Length + substance.Length == 0 && _points.Exists(point => (point.Role.Length > 0 ? point.Role : point.Quantity) == name))
        {
            return;
        }

        var role = Seeds.Reference.Role(name);
        var quantity = role?.Quantity ?? name;
        var kind = Seeds.Reference.Kind(quantity).ShouldNotBeNull($"{_pack.Id}: [{name}] is neither role nor quantity");
        for (var copy = 0; copy < s_copies.GetValueOrDefault(name, 1); copy++)
        {
            _points.Add(new Point
            {
                Index = _points.Count, Id = $"{name}.{_points.Count}", Name = new("点", name), Quantity = quantity, Role = role is null ? "" : name,
                Unit = role?.Unit ?? kind.Unit, Zone = "z", Family = family.Length > 0 ? family : _pack.Family,
                Device = copy == 0 || name == "phase-current" ? "d" : $"d{copy}", Range = new EngineeringRange(0, 1e5),
                Substance = substance.Length > 0 ? substance : SubstanceOf(name, quantity),
            });
        }
    }

    private string SubstanceOf(string name, string quantity) => (name, quantity) switch
    {
        ("h2s", _) => "H2S",
        ("co", _) => "CO",
        ("toxic-idlh", _) => "Cl2",
        (_, "toxic" or "lel") => _pack.Id.StartsWith("ammonia", StringComparison.Ordinal) ? "NH3" : "CO",
        _ => "",
    };

    private static IEnumerable<string> Bracketed(PackRule rule) =>
        rule.Levels.Select(level => level.With).Append(rule.With).SelectMany(with => new[] { with.GetValueOrDefault("when"), with.GetValueOrDefault("each") })
            .SelectMany(text => Names().Matches(text?.ToString() ?? "")).Select(match => match.Groups["name"].Value).Distinct();

    [GeneratedRegex(@"\[(?<name>[a-z0-9-]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();
}
