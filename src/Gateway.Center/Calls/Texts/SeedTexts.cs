using System.Text.Json.Nodes;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Calls.Texts;

/// <summary>Words of tiers and roles from the seeds.</summary>
public sealed class SeedTexts
{
    private readonly Dictionary<WarningTier, (LocalizedText Name, LocalizedText Measures)> _tiers;
    private readonly Dictionary<string, LocalizedText> _roles;

    /// <exception cref="IOException">The seeds cannot be read.</exception>
    public SeedTexts(string seedsFolder)
    {
        var tiers = JsonNode.Parse(File.ReadAllText(Path.Combine(seedsFolder, "tiers.json")))!["tiers"]!.AsArray();
        _tiers = tiers.ToDictionary(tier => Enum.Parse<WarningTier>((string)tier!["id"]!, ignoreCase: true), tier => (Text(tier!["name"]!), Text(tier["measures"]!)));
        var roles = JsonNode.Parse(File.ReadAllText(Path.Combine(seedsFolder, "organisation.json")))!["roles"]!.AsArray();
        _roles = roles.ToDictionary(role => (string)role!["id"]!, role => Text(role!["name"]!), StringComparer.Ordinal);
        _roles["acknowledged"] = new("平台确认", "acknowledged on the console");
        _roles["site"] = new("现场", "site");
    }

    /// <summary>Word and number: 红色（I级） / red (level I).</summary>
    public LocalizedText Tier(WarningTier tier)
    {
        var number = tier switch { WarningTier.Red => "I", WarningTier.Orange => "II", WarningTier.Yellow => "III", _ => "IV" };
        return _tiers.TryGetValue(tier, out var texts) ? new($"{texts.Name.Zh}（{number}级）", $"{texts.Name.En} (level {number})") : new("无", "none");
    }

    public LocalizedText Measures(WarningTier tier) => _tiers.TryGetValue(tier, out var texts) ? texts.Measures : new("核实情况", "check");

    /// <summary>The id itself where the seeds know no such role.</summary>
    public LocalizedText Role(string role) => _roles.TryGetValue(role, out var name) ? name : new(role, role);

    private static LocalizedText Text(JsonNode node) => new((string)node["zh"]!, (string)node["en"]!);
}
