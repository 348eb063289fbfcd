using System.Text.Json.Nodes;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Demo;

/// <summary>
/// What a newcomer runs first: real broker, simulators, two gateways and the warning center as processes, and the people played. At 40 s all four families stand above
/// red (simulators/scenarios/README.md); almost as long again is a margin for a busy machine.
/// </summary>
public sealed class DemoTests
{
    private const int DemoSeconds = 75;

    [Fact]
    public async Task All_four_families_reach_red_over_both_protocols_and_nothing_is_lost()
    {
        using var folder = new TemporaryFolder();
        var report = await RunAsync(folder);

        report["lost"]!.GetValue<int>().ShouldBe(0);
        report["sentIds"]!.GetValue<int>().ShouldBeGreaterThan(500);
        report["families"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["gas", "slope", "power", "dust"]);
        foreach (var tier in (string[])["blue", "yellow", "orange", "red"])
        {
            report["warnings"]![tier]!.GetValue<int>().ShouldBeGreaterThan(0, tier);
        }

        report["readings"]!["modbus"]!.GetValue<int>().ShouldBeGreaterThan(1000);
        report["readings"]!["mqtt"]!.GetValue<int>().ShouldBeGreaterThan(500);
        report["stored"]!.GetValue<int>().ShouldBeGreaterThan(1500);
        report["scenarios"]!.AsArray().Count.ShouldBe(5);
        report["scenarios"]!.AsArray().ShouldAllBe(scenario => scenario!["asExpected"]!.GetValue<bool>());
        report["latencyMs"]!["p50"]!.GetValue<double>().ShouldBeGreaterThan(0);
        report["secondSite"]!["lost"]!.GetValue<int>().ShouldBe(0);
        report["secondSite"]!["families"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldContain("slope");
        CenterShowsAll(report["center"]!);
    }

    private static void CenterShowsAll(JsonNode center)
    {
        center["sites"]!.GetValue<int>().ShouldBe(2);
        center["warningsShown"]!.GetValue<int>().ShouldBe(center["warningsSent"]!.GetValue<int>());
        center["warningsShown"]!.GetValue<int>().ShouldBeGreaterThan(20);
        center["edgeToBoardMs"]!["p50"]!.GetValue<double>().ShouldBeGreaterThan(0);
        center["edgeToBoardMs"]!["p99"]!.GetValue<double>().ShouldBeGreaterThan(0);
        center["calls"]!["made"]!.GetValue<int>().ShouldBeGreaterThan(0);
        center["calls"]!["answered"]!.GetValue<int>().ShouldBeGreaterThan(0);
        center["calls"]!["escalated"]!.GetValue<int>().ShouldBeGreaterThan(0);
        center["firstReport"]!.GetValue<string>().ShouldBe("met");
        center["danger"]!.GetValue<string>().ShouldNotBeEmpty();
        center["complete"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static async Task<JsonNode> RunAsync(TemporaryFolder folder)
    {
        var configuration = BuildOutput.Configuration;

        // The script would choose its ports long before the programs open them; these nobody else is given meanwhile.
        var ports = string.Join(' ', Enumerable.Range(0, 5).Select(_ => FreePort.Next()));
        await using var demo = PeerProcess.Start(
            "/usr/bin/env", $"DEMO_SECONDS={DemoSeconds}", $"DEMO_FOLDER={folder.Path}", $"DEMO_PORTS={ports}", $"CONFIGURATION={configuration}",
            "/bin/bash", "-c", $"{BuildOutput.File("scripts/demo.sh")}; echo \"exit code $?.\"");

        // Less than scripts/test.sh lets a test say nothing (5 min): then this says what the demo printed.
        await demo.WaitForOutputAsync("exit code ", DemoSeconds + 215);
        demo.Output.ShouldContain("exit code 0.");
        return JsonNode.Parse(await File.ReadAllTextAsync(folder.File("report.json")))!;
    }
}
