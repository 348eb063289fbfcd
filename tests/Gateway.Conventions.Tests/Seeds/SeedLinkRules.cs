using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gateway.Conventions.Tests.Seeds;

/// <summary>What one file of seeds/ names in another is there.</summary>
internal static partial class SeedLinkRules
{
    /// <summary>Quantities, roles, substances and sources of rules and scenarios that no file knows.</summary>
    public static IReadOnlyList<string> Unknown(SeedFiles seeds)
    {
        var quantities = Ids(seeds.File("quantities.json"), "quantities");
        var roles = Ids(seeds.File("roles.json"), "roles").Union(quantities).ToHashSet(StringComparer.Ordinal);
        var substances = Ids(seeds.File("substances.json"), "substances");
        return
        [
            .. Named(seeds, "quantity", quantities), .. Named(seeds, "role", roles), .. Named(seeds, "substance", substances),
            .. from at in seeds.Levels
               from Match match in Bracket().Matches($"{at.Rule["with"]?["when"]} {at.Rule["with"]?["each"]} {at.Level["with"]?["when"]}")
               where !roles.Contains(match.Groups["x"].Value)
               select $"{at.Name}: [{match.Groups["x"].Value}]",
            .. seeds.File("roles.json").List("roles").Where(role => !quantities.Contains(role.Word("quantity"))).Select(role => $"roles.json: {role.Word("id")}"),
            .. Scenarios(seeds, quantities, roles),
        ];
    }

    /// <summary>Units of limits, deadbands and quantity kinds that quantities.json does not list.</summary>
    public static IReadOnlyList<string> UnknownUnits(SeedFiles seeds)
    {
        var units = Ids(seeds.File("quantities.json"), "units");
        bool Known(string unit) => units.Contains(unit) || ShareOfSubstance().IsMatch(unit) || (unit.Contains('/') && unit.Split('/').All(units.Contains));
        return
        [
            .. seeds.Levels.Where(at => PackRules.Figure(at.Level) is { } figure && !Known(figure.Unit)).Select(at => $"{at.Name}: {PackRules.Figure(at.Level)!.Value.Unit}"),
            .. seeds.File("quantities.json").List("quantities")
                .SelectMany(kind => kind.Words("alsoIn").Append(kind.Word("unit")).Where(unit => !Known(unit)).Select(unit => $"quantities.json: {kind.Word("id")} {unit}")),
        ];
    }

    private static IEnumerable<string> Scenarios(SeedFiles seeds, HashSet<string> quantities, HashSet<string> roles)
    {
        var packs = seeds.Packs.Select(pack => pack.Word("id")).ToHashSet(StringComparer.Ordinal);
        foreach (var scenario in seeds.Scenarios)
        {
            var id = scenario.Word("id");
            foreach (var missing in scenario.Words("packs").Where(pack => !packs.Contains(pack)))
            {
                yield return $"{id}: pack {missing}";
            }

            foreach (var point in scenario.List("expectedPoints").Where(point => !quantities.Contains(point.Word("quantity")) || !roles.Contains(point.Word("role"))))
            {
                yield return $"{id}: {point.Word("role")} {point.Word("quantity")}";
            }
        }
    }

    private static IEnumerable<string> Named(SeedFiles seeds, string what, HashSet<string> known) =>
        from at in seeds.Rules
        from name in (at.Rule["appliesTo"] as JsonObject)?.Words(what) ?? []
        where !known.Contains(name)
        select $"{at.Pack.Word("id")}/{at.Rule.Word("id")}: {what} {name}";

    private static HashSet<string> Ids(JsonObject file, string list) => file.List(list).Select(item => item.Word("id")).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\[(?<x>[^\]]+)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\A% (OEL|IDLH|MAC|PC-TWA|PC-STEL)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShareOfSubstance();
}
