using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Tests.Support;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Warnings;

/// <summary>What the page of an incident offers: rights and state together.</summary>
public sealed class IncidentPossibilityTests
{
    [Fact]
    public async Task Acts_are_offered_by_right_and_state_and_those_that_are_not_say_why()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Yellow);
        var path = $"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}";
        var (officer, leader) = (center.SignedInAs(CenterRole.DutyOfficer), center.SignedInAs(CenterRole.DutyLeader));

        await OffersAsync(officer, path, "acknowledge raise instruct recordDanger confirmAccident", "release");
        await OffersAsync(center.SignedInAs(CenterRole.Enterprise), path, "acknowledge recordDanger", "");
        await OffersAsync(center.SignedInAs(CenterRole.Inspector), path, "", "");
        await officer.PostAsJson($"{path}/acknowledge", new { });
        (await OffersAsync(officer, path, "raise instruct recordDanger confirmAccident", "acknowledge release"))[0].ShouldBe("test-DutyOfficer has acknowledged it");
        await officer.PostAsJson($"{path}/raise", new { tier = "red", reason = "现场有烟" });
        await OffersAsync(officer, path, "instruct recordDanger confirmAccident", "acknowledge raise release");
        await board.TakeAsync("s", "a", WarningTier.None, WarningTier.Yellow);
        await OffersAsync(officer, path, "instruct recordDanger confirmAccident", "acknowledge raise release");
        await OffersAsync(leader, path, "instruct release recordDanger confirmAccident", "acknowledge raise");
        await leader.PostAsJson($"{path}/release", new { reason = "现场已处置" });
        await officer.PostAsJson($"{path}/accident", new { });
        await OffersAsync(leader, path, "recordDanger", "acknowledge raise instruct release confirmAccident");
    }

    [Fact]
    public async Task What_clocks_and_cases_of_an_incident_wrote_down_stands_in_its_timeline()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Red);
        var path = $"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}";
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        await officer.PostAsJson("/api/v1/dangers", new { incident = path.Split('/')[^1], grade = "general", title = "密封老化", description = "泄漏" });
        await officer.PostAsJson($"{path}/accident", new { });

        var kinds = (await Board.JsonAsync(await officer.GetAsync(path))).GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()).ToList();

        kinds.ShouldContain("danger.found");
        kinds.ShouldContain("clock.started");
    }

    /// <returns>The reasons, in English.</returns>
    private static async Task<List<string?>> OffersAsync(HttpClient client, string path, string may, string notNow)
    {
        var incident = await Board.JsonAsync(await client.GetAsync(path));
        Words(incident.GetProperty("may").EnumerateArray()).ShouldBe(may);
        var refused = incident.GetProperty("notNow").EnumerateArray().ToList();
        Words(refused.Select(one => one.GetProperty("act"))).ShouldBe(notNow);
        refused.ShouldAllBe(one => one.GetProperty("why").GetProperty("zh").GetString() != one.GetProperty("why").GetProperty("en").GetString());
        return [.. refused.Select(one => one.GetProperty("why").GetProperty("en").GetString())];
    }

    private static string Words(IEnumerable<JsonElement> acts) => string.Join(' ', acts.Select(act => act.GetString()));
}
