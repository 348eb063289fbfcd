using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Warnings;

public sealed class IncidentActTests
{
    [Theory]
    [InlineData(WarningTier.Blue, CenterRole.DutyOfficer, HttpStatusCode.OK)]
    [InlineData(WarningTier.Yellow, CenterRole.DutyOfficer, HttpStatusCode.OK)]
    [InlineData(WarningTier.Orange, CenterRole.DutyOfficer, HttpStatusCode.Forbidden)]
    [InlineData(WarningTier.Red, CenterRole.DutyOfficer, HttpStatusCode.Forbidden)]
    [InlineData(WarningTier.Orange, CenterRole.DutyLeader, HttpStatusCode.OK)]
    [InlineData(WarningTier.Red, CenterRole.DutyLeader, HttpStatusCode.OK)]
    [InlineData(WarningTier.Blue, CenterRole.Enterprise, HttpStatusCode.Forbidden)]
    [InlineData(WarningTier.Blue, CenterRole.Town, HttpStatusCode.Forbidden)]
    [InlineData(WarningTier.Blue, CenterRole.Inspector, HttpStatusCode.Forbidden)]
    [InlineData(WarningTier.Blue, CenterRole.Administrator, HttpStatusCode.Forbidden)]
    public async Task Who_may_release_is_by_tier_and_nobody_releases_what_stands(WarningTier tier, CenterRole role, HttpStatusCode expected)
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", tier);
        var path = $"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}/release";
        (await center.SignedInAs(CenterRole.DutyLeader).PostAsJson(path, new { reason = "现场已处置" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await board.TakeAsync("s", "a", WarningTier.None, tier);

        (await center.SignedInAs(role).PostAsJson(path, new { reason = " " })).StatusCode.ShouldBe(expected == HttpStatusCode.OK || tier > WarningTier.Yellow ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden);
        (await center.SignedInAs(role).PostAsJson(path, new { reason = "现场已处置" })).StatusCode.ShouldBe(expected);

        (await board.TheIncidentAsync("s")).State.ShouldBe(expected == HttpStatusCode.OK ? IncidentState.Released : IncidentState.Cleared);
    }

    [Fact]
    public async Task What_lies_outside_the_scope_is_as_if_it_were_not_there()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s1", town: "town-1");
        await board.SiteAsync("s2", town: "town-2");
        await board.TakeAsync("s1", "a", WarningTier.Red);
        await board.TakeAsync("s2", "a", WarningTier.Red);
        var other = (await board.TheIncidentAsync("s2")).Id;
        var enterprise = center.SignedInAs(CenterRole.Enterprise, "/county/town-1/e-s1/");

        (await enterprise.GetAsync($"/api/v1/incidents/{other}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await enterprise.PostAsJson($"/api/v1/incidents/{other}/acknowledge", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var list in new[] { "/api/v1/incidents", "/api/v1/warnings" })
        {
            var items = (await Board.JsonAsync(await enterprise.GetAsync(list))).GetProperty("items").EnumerateArray().ToList();
            items.Select(item => item.GetProperty("site").GetString()).ShouldBe(["s1"]);
        }

        (await Board.JsonAsync(await enterprise.GetAsync("/api/v1/overview"))).GetProperty("sites").GetArrayLength().ShouldBe(1);
        (await (await enterprise.GetAsync("/api/v1/warnings.csv")).Content.ReadAsStringAsync()).ShouldNotContain("s2");
        (await center.Anonymous().GetAsync("/api/v1/warnings")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await board.TheIncidentAsync("s2")).AcknowledgedAt.ShouldBeNull();
    }

    [Fact]
    public async Task An_acknowledgement_goes_to_the_gateway_for_every_alarm_that_stands()
    {
        var commands = new RecordingCommands();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IEdgeCommands>(commands));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Orange);
        await board.TakeAsync("s", "b", WarningTier.Yellow);
        await board.TakeAsync("s", "c", WarningTier.Yellow);
        await board.TakeAsync("s", "c", WarningTier.None, WarningTier.Yellow);
        var id = (await board.TheIncidentAsync("s")).Id;

        await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).PostAsJson($"/api/v1/incidents/{id}/acknowledge", new { remark = "已通知" }));

        commands.Sent.Select(c => (c.Edge, c.Command.Kind, c.Command.Alarm, c.Command.Actor)).ShouldBe(
            [(Board.Edge, "acknowledge", "a.high", "test-DutyOfficer"), (Board.Edge, "acknowledge", "b.high", "test-DutyOfficer")]);
    }

    [Fact]
    public async Task A_tier_is_raised_by_people_with_a_reason_and_never_lowered()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Yellow);
        var path = $"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}/raise";
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        (await officer.PostAsJson(path, new { tier = "blue", reason = "误报" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await officer.PostAsJson(path, new { tier = "green", reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var after = await Board.JsonAsync(await officer.PostAsJson(path, new { tier = "red", reason = "现场有烟" }));

        after.GetProperty("tier").GetString().ShouldBe("red");
        after.GetProperty("standingTier").GetString().ShouldBe("yellow");
        after.GetProperty("measures").GetProperty("zh").GetString()!.ShouldContain("撤出");
    }

    [Fact]
    public async Task Instructions_go_out_and_their_execution_is_reported_once()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Red);
        var path = $"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}";
        var officer = center.SignedInAs(CenterRole.DutyOfficer);
        var enterprise = center.SignedInAs(CenterRole.Enterprise, "/county/town/e-s/");

        (await enterprise.PostAsJson($"{path}/instruct", new { kind = "evacuate" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.PostAsJson($"{path}/instruct", new { kind = "dance" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Board.JsonAsync(await officer.PostAsJson($"{path}/instruct", new { kind = "evacuate", text = "撤离 500 米" }));
        var done = await Board.JsonAsync(await enterprise.PostAsJson($"{path}/instructions/1/done", new { feedback = "已撤离 32 人" }));
        (await enterprise.PostAsJson($"{path}/instructions/1/done", new { feedback = "再报" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        done.GetProperty("instructions")[0].GetProperty("feedback").GetString().ShouldBe("已撤离 32 人");
        done.GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("kind").GetString())
            .ShouldBe(["warning.received", "incident.opened", "incident.instructed", "instruction.done"]);
        done.GetProperty("timeline").EnumerateArray().ShouldAllBe(e => e.GetProperty("kindName").GetProperty("zh").GetString() != e.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task An_accident_is_confirmed_once_and_not_in_the_future()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IIncidentObserver>(observer));
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Red);
        var path = $"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}/accident";
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        (await officer.PostAsJson(path, new { occurredAt = center.Time.GetUtcNow().AddMinutes(1) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Board.JsonAsync(await officer.PostAsJson(path, new { occurredAt = center.Time.GetUtcNow().AddMinutes(-5), remark = "有人受伤" }));
        (await officer.PostAsJson(path, new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        observer.Told.Count(t => t.Change == IncidentChange.AccidentConfirmed).ShouldBe(1);
    }

    [Fact]
    public async Task What_people_at_the_site_do_is_shown_in_the_incident()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Orange);
        var transition = new TransitionMessage
        {
            Id = "t", Alarm = "a.high", Point = "a", Kind = "highLimit", Tier = "orange", Event = "acknowledgedByPerson", From = "unacknowledged", To = "acknowledged",
            EventTime = center.Time.GetUtcNow(), DecidedTime = center.Time.GetUtcNow(), Reason = new("确认", "acknowledged"), Actor = "值班员甲",
        };
        await center.Store.WriteAsync(
            async work =>
            {
                var message = new EventMessage
                {
                    Epoch = "e", After = 0, Sequence = 1, Time = work.Now, SentAt = work.Now, Kind = "transition", Chain = "", Body = LinkJson.Element(transition),
                };
                var received = new ReceivedEvent((await work.Db.FindAsync<Site>("s"))!, new EdgeBox { SiteId = "s", EdgeId = Board.Edge }, message, false);
                foreach (var receiver in center.Services.GetServices<IEventReceiver>())
                {
                    await receiver.ReceiveAsync(work, received);
                }
            },
            Board.None);

        (await board.LedgerAsync((await board.TheIncidentAsync("s")).Id)).Select(e => e.Kind).ShouldContain("incident.acknowledged-at-site");
    }

    private sealed class RecordingCommands : IEdgeCommands
    {
        public List<(string? Edge, CommandMessage Command)> Sent { get; } = [];

        public Task SendAsync(CenterWork work, string siteId, string? edgeId, CommandMessage command)
        {
            Sent.Add((edgeId, command));
            return Task.CompletedTask;
        }
    }
}
