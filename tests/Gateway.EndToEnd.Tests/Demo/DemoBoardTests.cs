using System.Text.Json.Nodes;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Demo;

/// <summary>What the demo claims of the center is put to the test: it must see a warning that is missing, a hole, and a call nobody took further.</summary>
public sealed class DemoBoardTests
{
    [Fact]
    public async Task All_shown_called_and_complete_has_nothing_to_complain_about()
    {
        var found = await ProveAsync(_ => { });

        Complaints(found).ShouldBeEmpty();
        found["sites"]!.GetValue<int>().ShouldBe(1);
        found["warningsShown"]!.GetValue<int>().ShouldBe(1);
        found["complete"]!.GetValue<bool>().ShouldBeTrue();
        found["edgeToCommitMs"]!["p50"]!.GetValue<double>().ShouldBe(40, 0.5);
        found["edgeToBoardMs"]!["p50"]!.GetValue<double>().ShouldBe(100, 0.5);
        found["calls"]!["made"]!.GetValue<int>().ShouldBe(2);
        found["calls"]!["answered"]!.GetValue<int>().ShouldBe(1);
        found["calls"]!["escalated"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_warning_the_gateway_sent_that_the_board_does_not_show_is_named()
    {
        var found = await ProveAsync(state => state["answers"]!["warnings"] = new JsonArray());

        Complaints(found).ShouldContain(text => text.Contains("warning w1 of demo is not on the board"));
        found["warningsShown"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_warning_that_never_reached_the_live_page_is_told()
    {
        var found = await ProveAsync(state => state["live"] = new JsonObject());

        Complaints(found).ShouldContain(text => text.Contains("never reached the live page"));
    }

    [Fact]
    public async Task A_hole_or_a_proof_that_ends_before_the_run_did_is_not_complete()
    {
        var hole = await ProveAsync(state => state["answers"]!["sites/demo/completeness"]!["complete"] = false);
        var early = await ProveAsync(state => state["answers"]!["sites/demo/completeness"]!["provedUpTo"] = "2026-01-01T00:00:59Z");

        foreach (var found in new[] { hole, early })
        {
            found["complete"]!.GetValue<bool>().ShouldBeFalse();
            Complaints(found).ShouldContain(text => text.Contains("not proved complete"));
        }
    }

    [Fact]
    public async Task A_red_call_that_stays_at_its_first_level_fails_the_demo()
    {
        var found = await ProveAsync(state => state["answers"]!["calls"]![0]!["legs"]![1]!["level"] = 1);

        Complaints(found).ShouldContain(text => text.Contains("went on to the next level"));
    }

    [Fact]
    public async Task What_people_should_have_done_and_did_not_is_named()
    {
        var found = await ProveAsync(state => state["people"]!["danger"] = null);

        Complaints(found).ShouldContain(text => text.Contains("people did not come to do: danger"));
    }

    private static List<string> Complaints(JsonNode found) => [.. found["complaints"]!.AsArray().Select(text => text!.GetValue<string>())];

    private static async Task<JsonNode> ProveAsync(Action<JsonNode> change)
    {
        using var folder = new TemporaryFolder();
        var state = JsonNode.Parse(Whole)!;
        change(state);
        await File.WriteAllTextAsync(folder.File("state.json"), state.ToJsonString());
        await File.WriteAllTextAsync(
            folder.File("warnings.log"),
            """1767225610.0 gateway/demo/warnings/p {"type":"warning","site":"demo","id":"w1","decidedTime":"2026-01-01T00:00:10Z"}""" + "\ncut off li");
        var (code, output) = await PeerProcess.RunAsync(
            "/usr/bin/python3", BuildOutput.File("tests/Gateway.EndToEnd.Tests/Demo/board_of_fake_center.py"), BuildOutput.File("scripts"), folder.File("state.json"), folder.File("warnings.log"));
        code.ShouldBe(0, output);
        return JsonNode.Parse(output)!;
    }

    /// <summary>One site, one red warning: decided at 10 s, committed 40 ms and seen 100 ms later; the second level was called and answered.</summary>
    private const string Whole = """
        {
          "live": {"demo/edge-1/w1": 1767225610.1},
          "people": {"acknowledged": 1, "accident": "i1", "firstReport": "met", "danger": "d1"},
          "answers": {
            "warnings": [{"key": "demo/edge-1/w1", "site": "demo", "decidedTime": "2026-01-01T00:00:10Z", "receivedTime": "2026-01-01T00:00:10.04Z"}],
            "incidents": [{"id": "i1"}],
            "sites": [{"id": "demo", "placed": true, "link": "online"}],
            "sites/demo/completeness": {"complete": true, "provedUpTo": "2026-01-01T00:01:05Z", "gaps": []},
            "calls": [{"id": "c1", "tier": "red", "legs": [
              {"level": 1, "sentAt": "2026-01-01T00:00:11Z", "deliveredAt": "2026-01-01T00:00:11Z", "answeredAt": null},
              {"level": 2, "sentAt": "2026-01-01T00:00:17Z", "deliveredAt": "2026-01-01T00:00:17Z", "answeredAt": "2026-01-01T00:00:19Z"}
            ]}]
          }
        }
        """;
}
