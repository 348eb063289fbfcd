using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>What holds for every rule pack.</summary>
internal static partial class PackRules
{
    private static readonly string[] s_tiers = ["blue", "yellow", "orange", "red"];

    /// <summary>Levels without a source of the pack, a known mark of confidence, or advice.</summary>
    public static IReadOnlyList<string> WithoutBasis(SeedFiles seeds) =>
    [
        .. from at in seeds.Levels
           let basis = at.Level["basis"] as JsonObject
           where basis is null || at.Level["advice"] is not JsonObject || !s_tiers.Contains(at.Level.Word("tier"))
               || basis.Word("confidence") is not ("V" or "K" or "U" or "P" or "C") || basis.Word("kind") is not ("law" or "default")
               || at.Pack.List("sources").All(source => source.Word("id") != basis.Word("source"))
           select at.Name,
    ];

    /// <summary>Called law without having been seen or known, or without a clause (domain rules 0: nothing else may be called required by a standard).</summary>
    public static IReadOnlyList<string> LawWithoutProof(SeedFiles seeds) =>
    [
        .. from at in seeds.Levels
           let basis = at.Level["basis"]!.AsObject()
           where basis.Word("kind") == "law" && (basis.Word("confidence") is not ("V" or "K") || basis.Word("clause").Length == 0 || basis.Word("source") == "product")
           select at.Name,
    ];

    /// <summary>Our own proposals called anything else than P, or the other way round.</summary>
    public static IReadOnlyList<string> ProposalsInDisguise(SeedFiles seeds) =>
        [.. seeds.Levels.Where(at => at.Level["basis"]!.AsObject() is var basis && (basis.Word("source") == "product") != (basis.Word("confidence") == "P")).Select(at => at.Name)];

    /// <summary>Sources no level refers to.</summary>
    public static IReadOnlyList<string> UnusedSources(SeedFiles seeds) =>
    [
        .. from pack in seeds.Packs
           from source in pack.List("sources")
           where seeds.Levels.All(at => at.Pack != pack || at.Level["basis"]!.AsObject().Word("source") != source.Word("id"))
           select $"{pack.Word("id")}: {source.Word("id")}",
    ];

    /// <summary>Levels of a rule where the graver tier is reached earlier: a lower limit (or higher, for low limits), or the same limit without a longer delay.</summary>
    public static IReadOnlyList<string> UpsideDown(SeedFiles seeds) =>
    [
        .. from at in seeds.Rules
           let levels = at.Rule.List("levels").ToList()
           from graver in levels
           from lesser in levels
           where Rank(graver) > Rank(lesser) && IsEarlier(at.Rule, graver, lesser)
           select $"{at.Pack.Word("id")}/{at.Rule.Word("id")}: {graver.Word("tier")} before {lesser.Word("tier")}",
    ];

    /// <summary>Rules that judge values of a point for which no rule of the same pack or of common-quality notices silence: silence is never normal.</summary>
    public static IReadOnlyList<string> BlindToSilence(SeedFiles seeds) =>
    [
        .. from at in seeds.Rules
           where at.Rule.Word("type") is "high" or "low" or "band" or "percentOfReference" or "slopeMotion" or "rain"
           where !seeds.Rules.Any(other => other.Rule.Word("type") == "stale" && (other.Pack == at.Pack || other.Pack.Word("id") == "common-quality") && Covers(other.Rule, at))
           select $"{at.Pack.Word("id")}/{at.Rule.Word("id")}",
    ];

    // A point without a role has its quantity as role; a rule without a family is for points of the pack's own.
    private static bool Covers(JsonObject silence, (JsonObject Pack, JsonObject Rule) at)
    {
        var (watches, judges) = (silence["appliesTo"]!.AsObject(), at.Rule["appliesTo"]!.AsObject());
        bool Meets(string name, IEnumerable<string> has) => !watches.Words(name).Any() || !has.Except(watches.Words(name)).Any();
        return Meets("quantity", judges.Words("quantity")) && Meets("role", judges.Words("role").DefaultIfEmpty(judges.Words("quantity").FirstOrDefault() ?? ""))
            && Meets("family", judges.Words("family").DefaultIfEmpty(at.Pack.Word("family")).Take(1));
    }

    public static int Rank(JsonObject level) => Array.IndexOf(s_tiers, level.Word("tier"));

    /// <summary>What a level is measured by: its limit, or the one of its parameters that makes the tier.</summary>
    public static (double Value, string Unit)? Figure(JsonObject level)
    {
        var parameters = level["with"] as JsonObject;
        var name = ((string[])["velocityAbove", "angleAbove", "utilisation", "after"]).FirstOrDefault(word => parameters?.ContainsKey(word) == true);
        var match = Number().Match(level["limit"]?.ToString() ?? (name is null ? "" : parameters!.Word(name)));
        return match.Success ? (double.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture), match.Groups["u"].Value) : null;
    }

    public static double Seconds(string duration)
    {
        var match = Number().Match(duration);
        var unit = match.Groups["u"].Value switch { "s" => 1, "min" => 60, "h" => 3600, "d" => 86400, _ => throw new FormatException(duration) };
        return double.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) * unit;
    }

    private static bool IsEarlier(JsonObject rule, JsonObject graver, JsonObject lesser)
    {
        var (high, low) = (Figure(graver), Figure(lesser));
        if (high is null || low is null)
        {
            return high is null && low is null && SameParameters(graver, lesser) && !IsLater(graver, lesser);
        }

        if (high.Value.Unit != low.Value.Unit)
        {
            // Durations convert; a share of IDLH against one of OEL, or ppm against mg/m3, depends on the substance.
            return high.Value.Unit is "min" or "h" or "d" && low.Value.Unit is "min" or "h" or "d"
                && Seconds($"{high.Value.Value} {high.Value.Unit}") <= Seconds($"{low.Value.Value} {low.Value.Unit}");
        }

        var falls = rule.Word("type") == "low" || (rule["with"] as JsonObject)?.Word("direction") is "low" or "fall";
        var excess = (falls ? -1 : 1) * (high.Value.Value - low.Value.Value);
        return excess < 0 || (excess == 0 && SameParameters(graver, lesser) && !IsLater(graver, lesser));
    }

    private static bool IsLater(JsonObject graver, JsonObject lesser) => Seconds(graver.Word("onDelay")) > Seconds(lesser.Word("onDelay"));

    private static bool SameParameters(JsonObject left, JsonObject right) => JsonNode.DeepEquals(left["with"], right["with"]);

    [GeneratedRegex(@"\A(?<n>-?\d+(\.\d+)?) ?(?<u>.*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
