using System.Net;
using System.Text.Json.Nodes;
using Gateway.Core.Warnings;
using Gateway.Edge.Api;
using Gateway.Edge.Tests.Configuration;
using Gateway.Edge.Traffic;

namespace Gateway.Edge.Tests.Api;

/// <summary>How grave it is, what happened, and how much it asks of people, over the API.</summary>
public sealed class StandingTests
{
    [Fact]
    public async Task The_site_says_its_tier_and_which_points_made_it_so()
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        var quiet = await gateway.GetAsync<SiteStandingView>("/api/v1/site");
        await gateway.FeedAsync("p1", 60);
        var now = await gateway.UntilAsync<SiteStandingView>("/api/v1/site", site => site.Tier == WarningTier.Red);

        now.Places[0].Kind.ShouldBe(PlaceKind.Site);
        now.Places[0].Causes.ShouldBe(["p1/red-high"]);
        now.Places[0].Points.ShouldBe(["p1"]);
        now.Places.ShouldContain(place => place.Kind == PlaceKind.Device && place.Id == "d1" && place.Tier == WarningTier.Red);
        now.Risk.Index.ShouldBeGreaterThan(80);
        now.Risk.Index.ShouldBeGreaterThan(quiet.Risk.Index);
        now.Risk.Parts.Sum(part => part.Share).ShouldBe(now.Risk.Index, 0.001);
        quiet.Risk.Parts.ShouldContain(part => part.Kind == SiteRiskPartKind.Lost, "nothing was read yet");
    }

    [Fact]
    public async Task Occurrences_are_listed_by_time_point_and_alarm_and_survive_a_restart()
    {
        using var folder = new ConfigurationFolder();
        string id;
        await using (var first = await RunningGateway.StartAsync(AlarmActTests.Site, folder))
        {
            await first.FeedAsync("p2", 12);
            await first.FeedAsync("p1", 60);
            id = (await first.UntilAsync<List<OccurrenceView>>("/api/v1/occurrences?alarm=p2/yellow-high", list => list.Count == 1))[0].Id;
        }

        await using var second = await RunningGateway.StartAsync(AlarmActTests.Site, folder);
        (await second.GetAsync<OccurrenceView>($"/api/v1/occurrences/{id}")).AlarmId.ShouldBe("p2/yellow-high");
        (await second.GetAsync<List<OccurrenceView>>("/api/v1/occurrences?point=p1")).ShouldContain(o => o.AlarmId == "p1/red-high" && o.Tier == WarningTier.Red);
        (await second.GetAsync<List<OccurrenceView>>("/api/v1/occurrences?limit=1")).Count.ShouldBe(1);
        (await second.GetAsync<List<OccurrenceView>>("/api/v1/occurrences?to=2020-01-01T00:00:00Z")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Alarm_load_is_counted_by_shift_once_for_each_alarm_also_over_a_restart()
    {
        using var folder = new ConfigurationFolder();
        long announced;
        await using (var first = await RunningGateway.StartAsync(AlarmActTests.Site, folder))
        {
            // Counting begins with the first look.
            await first.GetAsync<TrafficView>("/api/v1/kpi?shift=current");
            await first.FeedAsync("p1", 60);
            await first.FeedAsync("p2", 12);
            announced = (await first.UntilAsync<TrafficView>("/api/v1/kpi?shift=current", kpi => kpi.Shifts[0].Announced >= 2)).Shifts[0].Announced;
        }

        await using var second = await RunningGateway.StartAsync(AlarmActTests.Site, folder);
        var kpi = await second.GetAsync<TrafficView>("/api/v1/kpi");
        kpi.Shifts.Sum(shift => shift.Announced).ShouldBe(announced);
        var running = kpi.Shifts[^1];
        running.IsRunning.ShouldBeTrue();
        running.Figures.ShouldContain(figure => figure.Id == "meanPer10Minutes" && figure.Acceptable == 1 && figure.Maximum == 2);
        kpi.Shifts.SelectMany(shift => shift.TopTen).ShouldContain(item => item.AlarmId == "p1/red-high");
        (await second.GetAsync<TrafficView>("/api/v1/kpi?to=2020-01-01T00:00:00Z")).Shifts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/occurrences?limit=0")]
    [InlineData("/api/v1/occurrences?from=x")]
    [InlineData("/api/v1/kpi?shift=night")]
    [InlineData("/api/v1/kpi?to=x")]
    public async Task A_bad_question_is_answered_with_what_is_allowed(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Unknown_occurrences_and_slopes_are_not_found()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.Client.GetAsync("/api/v1/occurrences/p1/red-high@1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Client.GetAsync("/api/v1/occurrences/nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Client.GetAsync("/api/v1/slopes/p1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_description_of_the_api_has_all_of_it()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var paths = (await gateway.GetAsync<JsonObject>("/openapi/v1.json"))["paths"]!.AsObject().Select(path => path.Key).ToList();
        foreach (var path in new[]
        {
            "/api/v1/alarms", "/api/v1/alarms/summary", "/api/v1/alarms/{path}", "/api/v1/occurrences", "/api/v1/occurrences/{id}", "/api/v1/site", "/api/v1/kpi",
            "/api/v1/slopes/{point}", "/api/v1/limits", "/api/v1/devices/{id}/maintenance", "/api/v1/devices/{id}/maintenance/end", "/api/v1/zones/{id}/maintenance",
        })
        {
            paths.ShouldContain(path);
        }
    }
}
