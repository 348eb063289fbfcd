using System.Text.Json;
using Gateway.Center.Composition;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Scenarios;

namespace Gateway.Center.Coverage.Inclusion;

/// <summary>Which enterprises must be connected, and what a site of a kind is expected to have: data of the seeds. Thread-safe.</summary>
internal sealed class InclusionSeeds
{
    /// <exception cref="CenterStartException">A file cannot be read.</exception>
    public InclusionSeeds(string folder)
    {
        var file = Path.Combine(folder, "inclusion.json");
        try
        {
            var read = JsonSerializer.Deserialize<SeedFile>(File.ReadAllText(file), CenterJson.Options)!;
            Rules = [.. read.Rules.Where(rule => rule.Enabled)];
            var errors = new ConfigurationErrors();
            Scenarios = Directory.EnumerateFiles(Path.Combine(folder, ScenarioReader.Folder), "*.json").Order(StringComparer.Ordinal)
                .Select(scenario => ScenarioReader.Read(scenario, errors)).OfType<ScenarioTemplate>().ToDictionary(scenario => scenario.Id, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CenterStartException(new LocalizedText($"无法读取 {file}：{error.Message}", $"{file} cannot be read: {error.Message}"), error);
        }
    }

    /// <summary>Those that are on.</summary>
    public IReadOnlyList<InclusionRule> Rules { get; }

    public IReadOnlyDictionary<string, ScenarioTemplate> Scenarios { get; }

    private sealed record SeedFile(IReadOnlyList<InclusionRule> Rules);
}
