using Gateway.Center.Access;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Warnings;

public sealed class IncidentMergingTests
{
    /// <summary>The first warning is of point a, zone z, family gas, live. Which incident takes the second?</summary>
    [Theory]
    [InlineData("a", "z", "gas", "open", 0, false, true)]
    [InlineData("b", "z", "gas", "open", 0, false, true)]
    [InlineData("b", "z", "gas", "open", 600, false, true)]
    [InlineData("b", "y", "gas", "open", 0, false, false)]
    [InlineData("b", "", "gas", "open", 0, false, false)]
    [InlineData("b", "z", "dust", "open", 0, false, false)]
    [InlineData("b", "z", "gas", "open", 0, true, false)]
    [InlineData("a", "z", "gas", "cleared", 0, false, true)]
    [InlineData("b", "z", "gas", "cleared", 30, false, true)]
    [InlineData("b", "z", "gas", "cleared", 31, false, false)]
    [InlineData("b", "z", "gas", "released", 0, false, false)]
    [InlineData("a", "z", "gas", "released", 0, false, false)]
    public async Task A_warning_joins_what_is_open_or_just_cleared_at_its_place(string point, string zone, string family, string state, int minutes, bool drill, bool joins)
    {
        // Red is released by nobody but people, so that the clock alone decides.
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.PointAsync("s", "a", "z");
        await (point == "a" ? Task.CompletedTask : board.PointAsync("s", point, zone));
        await board.TakeAsync("s", "a", WarningTier.Red);
        if (state != "open")
        {
            await board.TakeAsync("s", "a", WarningTier.None, WarningTier.Red);
        }

        if (state == "released")
        {
            var leader = center.SignedInAs(CenterRole.DutyLeader);
            await Board.JsonAsync(await leader.PostAsJson($"/api/v1/incidents/{(await board.TheIncidentAsync("s")).Id}/release", new { reason = "已核实" }));
        }

        center.Time.Jump(TimeSpan.FromMinutes(minutes));
        await board.TakeAsync("s", point, WarningTier.Red, family: family, origin: new WarningOrigin(IsDrill: drill));

        (await board.IncidentsAsync("s")).Count.ShouldBe(joins ? 1 : 2);
        (await board.IncidentsAsync("s"))[^1].State.ShouldBe(IncidentState.Open);
    }

    [Fact]
    public async Task Observers_and_ledger_are_told_of_every_change_once_and_in_order()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s =>
        {
            Quiet.NoCalls(s);
            s.AddSingleton<IIncidentObserver>(observer);
        });
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Yellow);
        await board.TakeAsync("s", "a", WarningTier.Red, WarningTier.Yellow);
        await board.TakeAsync("s", "a", WarningTier.Blue, WarningTier.Red);
        await board.TakeAsync("s", "a", WarningTier.None, WarningTier.Blue);
        await board.TakeAsync("s", "a", WarningTier.Blue);

        var incident = await board.TheIncidentAsync("s");
        incident.Id.ShouldBe("20260302-0001");
        incident.Tier.ShouldBe(WarningTier.Red);
        incident.StandingTier.ShouldBe(WarningTier.Blue);
        incident.WarningCount.ShouldBe(5);
        observer.Told.Select(t => t.Change).ShouldBe([IncidentChange.Opened, IncidentChange.Raised, IncidentChange.Cleared, IncidentChange.Reopened]);
        (await board.LedgerAsync(incident.Id)).Select(e => e.Kind).ShouldBe(["incident.opened", "incident.raised", "incident.cleared", "incident.reopened"]);
    }

    [Fact]
    public async Task Numbers_count_by_the_local_day_and_drills_apart()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Blue, family: "f1");
        await board.TakeAsync("s", "b", WarningTier.Blue, family: "f2");
        await board.TakeAsync("s", "c", WarningTier.Blue, family: "f3", origin: new WarningOrigin(IsDrill: true));
        center.Time.Jump(TimeSpan.FromHours(17));
        await board.TakeAsync("s", "d", WarningTier.Blue, family: "f4");

        (await board.IncidentsAsync("s")).Where(i => i.Family.StartsWith('f')).Select(i => i.Id)
            .ShouldBe(["20260302-0001", "20260302-0002", "D20260302-0001", "20260303-0001"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_comes_twice_changes_nothing()
    {
        var observer = new RecordingObserver();
        await using var center = await CenterUnderTest.StartAsync(services: s => s.AddSingleton<IIncidentObserver>(observer));
        var board = new Board(center);
        await board.SiteAsync("s");
        var message = board.Message("s", "a", WarningTier.Orange);

        (await board.TakeAsync(message)).ShouldNotBeNull();
        (await board.TakeAsync(message)).ShouldBeNull();

        observer.Told.Count.ShouldBe(1);
        (await board.TheIncidentAsync("s")).WarningCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_summary_moves_every_point_it_folds()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.PointAsync("s", "a", "z1");
        await board.PointAsync("s", "b", "z2");
        var now = center.Time.GetUtcNow();
        await board.TakeAsync(board.Message("s", "flood", WarningTier.Orange, WarningTier.Orange) with
        {
            Type = "summary", Summary = new(true, now, now, 7, [new("a", "z1", "orange", 4, 2), new("b", "z2", "blue", 3, 1)]),
        });

        (await board.IncidentsAsync("s")).Select(i => (i.Zone, i.StandingTier)).ShouldBe([("z1", WarningTier.Orange), ("z2", WarningTier.Blue)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_reminder_takes_the_acknowledgement_away()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var board = new Board(center);
        await board.SiteAsync("s");
        await board.TakeAsync("s", "a", WarningTier.Orange);
        var incident = await board.TheIncidentAsync("s");
        await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).PostAsJson($"/api/v1/incidents/{incident.Id}/acknowledge", new { remark = "知道了" }));
        (await board.TheIncidentAsync("s")).AcknowledgedBy.ShouldBe("test-DutyOfficer");

        await board.TakeAsync("s", "a", WarningTier.Orange, WarningTier.Orange);

        (await board.TheIncidentAsync("s")).AcknowledgedAt.ShouldBeNull();
    }
}

internal static class HttpExtensions
{
    public static Task<HttpResponseMessage> PostAsJson(this HttpClient client, string path, object body) =>
        client.PostAsync(path, System.Net.Http.Json.JsonContent.Create(body));
}
