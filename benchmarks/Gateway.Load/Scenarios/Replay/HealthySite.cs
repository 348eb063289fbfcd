using Gateway.Edge.Configuration;
using Gateway.Edge.Replay;
using Gateway.Load.Gateways.Site;
using Gateway.Pipeline.Configuration;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Load.Scenarios.Replay;

/// <summary>A site at which nothing is wrong: a story of the simulators and the configuration of <c>config/scenarios/healthy</c> that judges it by the rule packs.</summary>
internal static class HealthySite
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<string> Families { get; } = ["gas", "slope", "power", "dust", "tank"];

    public static Scenario Story(string family) => ScenarioLoader.Load(BuiltProgram.File($"simulators/scenarios/healthy-{family}.json"));

    public static SampleExport Export(Scenario story) => new(story, s_start);

    /// <param name="packs">Only so many of the configured packs; null = all.</param>
    public static ReplaySite Site(string family, int? packs = null)
    {
        var loaded = ConfigurationLoader.Load(ConfigurationSource.Of(BuiltProgram.File($"config/scenarios/healthy/{family}.json"), Only(family, packs)));
        return loaded.Options is { } options ? new ReplaySite(options) : throw new InvalidDataException(string.Join('\n', loaded.Errors.Items));
    }

    /// <summary>Judges what a CSV file holds, as <c>gateway replay --input</c> does.</summary>
    public static ReplayRun Judge(ReplaySite site, Stream csv, Stream output)
    {
        var run = new ReplayRun(site, output);
        var errors = new ConfigurationErrors();
        var window = new LateWindow(TimeSpan.FromMinutes(10), run.Take);
        new SampleCsvReader(new Utf8Names(site.Names), "samples.csv", errors).Read(csv, sample => window.Add(sample));
        window.Flush();
        run.End();
        return errors.Any ? throw new InvalidDataException(string.Join('\n', errors.Items)) : run;
    }

    private static string[] Only(string family, int? packs)
    {
        if (packs is not { } count)
        {
            return [];
        }

        var file = System.Text.Json.Nodes.JsonNode.Parse(
            File.ReadAllText(BuiltProgram.File($"config/scenarios/healthy/{family}.json")), null,
            new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        return ["rulePacks=[" + string.Join(',', file["rulePacks"]!.AsArray().Take(count).Select(pack => pack!.ToJsonString())) + "]"];
    }
}
