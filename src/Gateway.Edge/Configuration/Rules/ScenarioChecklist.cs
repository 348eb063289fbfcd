using Gateway.Core.Measurements;
using Gateway.Edge.Configuration.Validation;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Scenarios;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>Reads the kinds of site the configuration names and tells what the site lacks of them.</summary>
internal static class ScenarioChecklist
{
    public static IReadOnlyList<ScenarioGap> Run(
        EdgeOptions options, IReadOnlyList<Point> points, CompiledRules compiled, ConfigurationSource source, string name, List<string> files, ConfigurationErrors errors)
    {
        var (folder, gaps) = (Path.Combine(source.Resolve(options.Seeds), ScenarioReader.Folder), new List<ScenarioGap>());
        var packs = compiled.Packs.Select(pack => pack.Pack.Split('/')[0]).ToHashSet();
        for (var i = 0; i < options.Site.Scenarios.Count; i++)
        {
            var (id, file) = (options.Site.Scenarios[i], Path.Combine(folder, $"{options.Site.Scenarios[i]}.json"));
            if (!Names.IsId(id) || !File.Exists(file))
            {
                var list = Directory.Exists(folder) ? string.Join(", ", Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)) : folder;
                errors.Add($"{name}: site.scenarios[{i}]", id, $"场景模板之一：{list}", $"one of the scenario templates: {list}");
                continue;
            }

            files.Add(file);
            if (ScenarioReader.Read(file, errors) is { } scenario)
            {
                gaps.AddRange(ScenarioCheck.Run(scenario, points, packs));
            }
        }

        return gaps;
    }
}
