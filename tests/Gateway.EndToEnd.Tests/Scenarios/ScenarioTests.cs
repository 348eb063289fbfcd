using System.Text.Json.Nodes;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Scenarios;

/// <summary>The five stories of config/scenarios through the real programs: export, replay, and the judge that the demo uses. The judge itself must see what is wrong.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public async Task Every_story_ends_in_the_tier_the_packs_state_and_says_why_in_both_languages()
    {
        using var folder = new TemporaryFolder();
        var (code, results, output) = await JudgeAsync(folder, BuildOutput.File("config/scenarios"));

        code.ShouldBe(0, output);
        results.Select(result => result!["scenario"]!.GetValue<string>()).ShouldBe(["gas-leak", "slope-failure", "dust-extractor", "power-suspension", "tank-overfill"]);
        foreach (var result in results)
        {
            result!["tier"]!.GetValue<string>().ShouldBe(result["expected"]!.GetValue<string>());
            result["decidedBy"]!.AsArray().ShouldNotBeEmpty();
            result["decidedBy"]!.AsArray().ShouldAllBe(line => HasBothLanguages(line!["explanation"]!));
        }
    }

    [Fact]
    public async Task A_story_that_ends_otherwise_or_at_another_time_fails()
    {
        using var folder = new TemporaryFolder();
        var configs = Directory.CreateDirectory(folder.File("config/scenarios")).FullName;
        Directory.CreateSymbolicLink(folder.File("seeds"), BuildOutput.File("seeds"));
        File.Copy(BuildOutput.File("config/scenarios/tank-overfill.json"), Path.Combine(configs, "tank-overfill.json"));
        await File.WriteAllTextAsync(Path.Combine(configs, "expected.json"), """
            {"scenarios": [{"scenario": "tank-overfill", "tier": "orange", "because": {"zh": "", "en": ""}, "raised": [
              {"tier": "red", "point": "device.t-101", "rule": "hazchem-major/overfill/red", "at": "02:00:00", "within": "00:01:00"},
              {"tier": "red", "point": "device.t-101", "rule": "hazchem-major/near-relief/red", "at": "01:00:00", "within": "00:01:00"}]}]}
            """);

        var (code, _, output) = await JudgeAsync(folder, configs);

        code.ShouldBe(1, output);
        output.ShouldContain("tank-overfill: ended in red, not in orange");
        output.ShouldContain("hazchem-major/overfill/red came at 01:05:20, not at 02:00:00");
        output.ShouldContain("hazchem-major/near-relief/red was not raised at device.t-101");
    }

    private static bool HasBothLanguages(JsonNode text) =>
        text["zh"]!.GetValue<string>().Any(letter => letter is >= '\u4E00' and <= '\u9FFF') && text["en"]!.GetValue<string>().Length > 20;

    private static async Task<(int Code, JsonArray Results, string Output)> JudgeAsync(TemporaryFolder folder, string configs)
    {
        var results = folder.File("results.json");
        await using var judge = PeerProcess.Start(
            "/bin/sh", "-c",
            $"python3 '{BuildOutput.File("scripts/demo_scenarios.py")}' --gateway '{BuildOutput.Gateway}' --simulator '{BuildOutput.Simulator}' --folder '{folder.File("samples")}' " +
            $"--out '{results}' --configs '{configs}' --stories '{BuildOutput.File("simulators/scenarios")}'; echo \"exit code $?.\"");
        await judge.WaitForOutputAsync("exit code ", 240);
        var code = judge.Output.Contains("exit code 0.", StringComparison.Ordinal) ? 0 : 1;
        return (code, JsonNode.Parse(await File.ReadAllTextAsync(results))!.AsArray(), judge.Output);
    }
}
