using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Demo;

/// <summary>The report is the proof of the demo, so it is itself put to the test: it must see a loss and a missing warning.</summary>
public sealed class DemoReportTests
{
    private const long ChangedUs = 1_767_225_600_000_000;

    [Fact]
    public async Task Nothing_lost_and_all_warned_ends_well()
    {
        var (code, report, output) = await ReportAsync(stored: [1, 2, 3, 4], warned: true);
        code.ShouldBe(0, output);
        report["lost"]!.GetValue<int>().ShouldBe(0);
        report["families"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["gas"]);
        report["warnings"]!["red"]!.GetValue<int>().ShouldBe(1);
        report["readings"]!["mqtt"]!.GetValue<int>().ShouldBe(8);
        report["stored"]!.GetValue<int>().ShouldBe(8);
    }

    [Fact]
    public async Task Latency_is_shown_with_and_without_the_wait_for_the_message()
    {
        var (_, report, _) = await ReportAsync(stored: [1, 2, 3, 4], warned: true);
        report["latencyMs"]!["max"]!.GetValue<double>().ShouldBe(250, 0.5);
        report["latencyWithoutWaitMs"]!["max"]!.GetValue<double>().ShouldBe(50, 0.5);
    }

    [Fact]
    public async Task A_number_that_was_sent_and_is_not_stored_is_lost()
    {
        var (code, report, output) = await ReportAsync(stored: [1, 2, 4], warned: true);
        code.ShouldBe(1);
        report["lost"]!.GetValue<int>().ShouldBe(1);
        output.ShouldContain("gd-101: 1 lost, first [3]");
    }

    [Fact]
    public async Task A_message_the_broker_never_confirmed_is_not_counted_as_lost_but_shown()
    {
        var (code, report, output) = await ReportAsync(stored: [1, 2, 3], warned: true, unacknowledged: "[4]");
        code.ShouldBe(0, output);
        report["doubtfulIds"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_level_reached_without_a_warning_fails_the_demo()
    {
        var (code, _, output) = await ReportAsync(stored: [1, 2, 3, 4], warned: false);
        code.ShouldBe(1);
        output.ShouldContain("no warning for gd-101.lel red");
    }

    [Fact]
    public async Task A_value_back_below_the_level_before_it_was_sent_needs_no_warning()
    {
        var (code, report, output) = await ReportAsync(stored: [1, 2, 3, 4], warned: false, value: 79);
        output.ShouldNotContain("no warning for");
        report["latencySamples"]!["leftOutFellBackBeforeSent"]!.GetValue<int>().ShouldBe(1);
        code.ShouldBe(1, "red was reached and no family turned red");
    }

    private static async Task<(int Code, JsonNode Report, string Output)> ReportAsync(int[] stored, bool warned, string unacknowledged = "[]", int value = 81)
    {
        using var folder = new TemporaryFolder();
        await using var api = new FakeApi { Stored = { ["gd-101.seq"] = stored, ["gd-101.lel"] = [.. stored.Select(_ => value)] } };
        await WriteAsync(folder, warned, unacknowledged);
        var (code, output) = await PeerProcess.RunAsync(
            "/usr/bin/python3", BuildOutput.File("scripts/demo_report.py"), "report", "--patience", "0.2", "--api", api.Address, "--warnings", folder.File("warnings.log"),
            "--ledger", folder.File("ledger.json"), "--scenario", folder.File("scenario.json"), "--config", folder.File("edge.json"), "--out", folder.File("report.json"));
        File.Exists(folder.File("report.json")).ShouldBeTrue(output);
        return (code, JsonNode.Parse(await File.ReadAllTextAsync(folder.File("report.json")))!, output);
    }

    private static async Task WriteAsync(TemporaryFolder folder, bool warned, string unacknowledged)
    {
        await File.WriteAllTextAsync(folder.File("scenario.json"), """{"modbus":[]}""");
        await File.WriteAllTextAsync(folder.File("edge.json"), """
            {
              // comments are allowed
              "points": [
                {"id":"gd-101.seq","quantity":"sequence","family":"other","device":"gd-101","mqtt":{"path":"seq"}},
                {"id":"gd-101.lel","quantity":"lel","family":"gas","device":"gd-101","mqtt":{"path":"lel"},"judgement":{"limits":[{"tier":"red","high":80}]}}
              ]
            }
            """);
        await File.WriteAllTextAsync(folder.File("ledger.json"), $$"""
            {
              "devices": [{"device":"gd-101","protocol":"mqtt","first":1,"last":4,"unacknowledged":{{unacknowledged}},"undelivered":[]}],
              "changes": [{"device":"gd-101","field":"lel","level":"red","value":81,"scenarioSeconds":1,"changedUnixUs":{{ChangedUs}},"sentUnixUs":{{ChangedUs + 200_000}},"sequence":2}]
            }
            """);
        var arrived = ((ChangedUs + 250_000) / 1e6).ToString("F6", CultureInfo.InvariantCulture);
        var warning = warned ? $$"""{{arrived}} gateway/demo/warnings {"point":"gd-101.lel","fromTier":"none","tier":"red"}""" : "1.0 gateway/demo/status online";
        await File.WriteAllTextAsync(folder.File("warnings.log"), warning + "\ncut off li");
    }
}
