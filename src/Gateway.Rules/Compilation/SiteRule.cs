using System.Text.Json.Nodes;
using Gateway.Core.Measurements;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Compilation;

/// <summary>A rule of the site's own: readable text that hangs on a point or a place.</summary>
/// <param name="SubjectId">A point's id, <c>device.{id}</c>, <c>zone.{id}</c> or <c>site</c>.</param>
/// <param name="Level">Tier, delays, basis and advice; the text stands in its parameters <c>when</c> and <c>absent</c>.</param>
/// <param name="Advice">What to do now; null when the site wrote none.</param>
/// <param name="Path">For errors.</param>
public sealed record SiteRule(string Id, LocalizedText Name, string SubjectId, RuleLevel Level, string? ReviewedBy, LocalizedText? Advice, string Path)
{
    /// <summary>Shown as the pack of the site's own rules.</summary>
    public const string PackId = "site";

    /// <summary>The parameters of a readable rule.</summary>
    public static IReadOnlyDictionary<string, JsonNode?> Text(string when, string absent) =>
        new Dictionary<string, JsonNode?> { ["when"] = when, ["absent"] = absent };
}
