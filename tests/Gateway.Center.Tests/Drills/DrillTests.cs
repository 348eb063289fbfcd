using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Drills;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Drills;

public sealed class DrillTests
{
    [Fact]
    public async Task A_drill_runs_the_whole_chain_marked_everywhere_and_counted_nowhere()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IIncidentObserver>(observer));
        var board = new Board(center);
        await board.SiteAsync("s");
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        var drill = await Board.JsonAsync(await officer.PostAsJson("/api/v1/drills", new { scenario = "gas-red", site = "s", title = "夜间拉动" }));

        var id = drill.GetProperty("id").GetString()!;
        id.ShouldStartWith("D2026");
        observer.Told.ShouldBe([(id, IncidentChange.Opened, WarningTier.Red)]);
        var incident = await board.TheIncidentAsync("s");
        (incident.IsDrill, incident.IsProof).ShouldBe((true, false));
        incident.TitleZh.ShouldStartWith("【演练】");
        incident.TitleEn.ShouldStartWith("[DRILL]");
        var entries = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().ToListAsync(), Board.None);
        entries.Where(e => e.Site == "s").ShouldAllBe(e => e.IsDrill);
        var overview = await Board.JsonAsync(await officer.GetAsync("/api/v1/overview"));
        overview.GetProperty("counters").GetProperty("incidents").GetProperty("red").GetInt32().ShouldBe(0);
        overview.GetProperty("counters").GetProperty("unacknowledged").GetInt32().ShouldBe(0);
        overview.GetProperty("sites")[0].GetProperty("tier").GetString().ShouldBe("none");
        overview.GetProperty("drill").GetProperty("title").GetProperty("zh").GetString().ShouldBe("【演练】夜间拉动");
        (await Board.JsonAsync(await officer.GetAsync("/api/v1/warnings?drill=false"))).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_drill_ends_with_what_calling_did_and_leaves_nothing_open()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        var board = new Board(center);
        await board.SiteAsync("s");
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        var id = (await Board.JsonAsync(await officer.PostAsJson("/api/v1/drills", new { scenario = "slope-orange", site = "s", title = "演练" }))).GetProperty("id").GetString()!;
        await CallAsync(center, id, "call.step", "call.sent", "call.sent", "call.step", "call.sent");
        center.Time.Advance(TimeSpan.FromSeconds(42));
        await CallAsync(center, id, "call.answered");
        (await officer.PostAsJson("/api/v1/drills", new { scenario = "gas-red", site = "s", title = "又一次" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await OffersAsync(officer)).ShouldBe(["end"]);
        (await OffersAsync(center.SignedInAs(CenterRole.Inspector))).ShouldBe([]);

        var ended = await Board.JsonAsync(await officer.PostAsJson($"/api/v1/drills/{id}/end", new { }));

        var result = ended.GetProperty("result");
        (result.GetProperty("calls").GetInt32(), result.GetProperty("answered").GetInt32(), result.GetProperty("escalated").GetInt32()).ShouldBe((3, 1, 1));
        result.GetProperty("firstAnswerS").GetDouble().ShouldBe(42);
        (await board.TheIncidentAsync("s")).State.ShouldBe(IncidentState.Released);
        (await OffersAsync(officer)).ShouldBe([]);
        (await officer.PostAsJson($"/api/v1/drills/{id}/end", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Only_who_may_start_drills_does_and_only_within_sight()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        var body = new { scenario = "gas-red", site = "s", title = "演练" };

        (await center.SignedInAs(CenterRole.Enterprise).PostAsJson("/api/v1/drills", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await center.SignedInAs(CenterRole.DutyOfficer, "/county/other/").PostAsJson("/api/v1/drills", body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await center.SignedInAs(CenterRole.DutyOfficer).PostAsJson("/api/v1/drills", new { scenario = "red", site = "s", title = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<List<string?>> OffersAsync(HttpClient client) =>
        [.. (await Board.JsonAsync(await client.GetAsync("/api/v1/drills")))[0].GetProperty("may").EnumerateArray().Select(act => act.GetString())];

    internal static Task CallAsync(CenterUnderTest center, string incident, params string[] kinds) => center.Store.WriteAsync(
        work =>
        {
            foreach (var kind in kinds)
            {
                work.Record(new LedgerFact(kind, incident) { Site = "s", IsDrill = true }, new { incident });
            }

            return Task.CompletedTask;
        },
        Board.None);
}

public sealed class ProofTests
{
    [Fact]
    public async Task The_weekly_proof_runs_on_monday_at_nine_and_ends_by_itself_when_answered()
    {
        await using var center = await CenterUnderTest.StartAsync(options => options with { Drills = new DrillOptions() });
        var board = new Board(center);
        await board.SiteAsync("s", connected: center.Time.GetUtcNow());
        center.Time.Advance(TimeSpan.FromMinutes(59));
        (await board.IncidentsAsync("s")).ShouldBeEmpty();

        await Eventually.TrueAsync(async () => Ticked(center, (await board.IncidentsAsync("s")).Count == 1));
        var incident = await board.TheIncidentAsync("s");
        (incident.IsProof, incident.IsDrill, incident.Tier).ShouldBe((true, true, WarningTier.Orange));
        await DrillTests.CallAsync(center, incident.Id, "call.sent", "call.answered");

        await Eventually.TrueAsync(async () => Ticked(center, (await board.TheIncidentAsync("s")).State == IncidentState.Released));
        (await ProofAsync(center)).State.ShouldBe(ProofState.Answered);
        (await board.LedgerAsync("20260302")).Select(e => e.Kind).ShouldBe(["proof.started", "proof.answered"]);
    }

    [Fact]
    public async Task A_proof_nobody_answers_is_a_trouble_of_the_channels_on_the_first_page()
    {
        await using var center = await CenterUnderTest.StartAsync(options => options with { Drills = new DrillOptions { ProofMinutes = 5 } });
        var board = new Board(center);
        await board.SiteAsync("s", connected: center.Time.GetUtcNow());
        center.Time.Advance(TimeSpan.FromMinutes(60));

        await Eventually.TrueAsync(async () => Ticked(center, await center.Store.ReadAsync(db => db.Set<ProofRun>().AnyAsync(p => p.State == ProofState.Failed), Board.None)));

        var hand = (await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).GetAsync("/api/v1/overview"))).GetProperty("hand");
        hand.EnumerateArray().ShouldContain(item => item.GetProperty("kind").GetString() == "channel");
        (await board.TheIncidentAsync("s")).State.ShouldBe(IncidentState.Released);
    }

    [Theory]
    [InlineData("2026-03-02T00:59:59Z", "2026-02-23T01:00:00Z")]
    [InlineData("2026-03-02T01:00:00Z", "2026-03-02T01:00:00Z")]
    [InlineData("2026-03-08T23:00:00Z", "2026-03-02T01:00:00Z")]
    public void The_proof_is_due_by_the_calendar_of_the_county(string now, string due)
    {
        var options = new Gateway.Center.Configuration.CenterOptions { County = new() { Id = "c", Name = new("县", "county") } };
        new ProofSchedule(options).LastDue(DateTimeOffset.Parse(now)).ShouldBe(DateTimeOffset.Parse(due));
    }

    private static Task<ProofRun> ProofAsync(CenterUnderTest center) => center.Store.ReadAsync(db => db.Set<ProofRun>().SingleAsync(), Board.None);

    private static bool Ticked(CenterUnderTest center, bool done)
    {
        center.Time.Advance(TimeSpan.FromSeconds(30));
        return done;
    }
}
