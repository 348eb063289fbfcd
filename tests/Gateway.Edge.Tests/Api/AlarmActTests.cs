using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Core.Alarms;
using Gateway.Edge.Api;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Api;

/// <summary>What people do to alarms over the API, and what everyone sees of it.</summary>
public sealed class AlarmActTests
{
    private const string Yellow = "p2/yellow-high";

    // p1 is gas with a red limit; p2 is of no such family, with a yellow one.
    internal static readonly string Site = ConfigurationFolder.Sound
        .Replace("\"unit\": \"%LEL\"", "\"family\": \"gas\", \"quantity\": \"lel\", \"unit\": \"%LEL\"", StringComparison.Ordinal)
        .Replace("\"topic\": \"t/2\"}}", "\"topic\": \"t/2\"}, \"device\": \"box\", \"judgement\": {\"limits\": [{\"tier\": \"yellow\", \"high\": 10}]}}", StringComparison.Ordinal);

    private static string In(double hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("O");

    [Fact]
    public async Task A_raised_alarm_shows_why_and_acknowledging_says_who()
    {
        await using var gateway = await RunningGateway.StartAsync(Site);
        await gateway.FeedAsync("p2", 12);
        var raised = (await gateway.UntilAsync<List<AlarmView>>("/api/v1/alarms", alarms => alarms.Any(a => a.Id == Yellow))).Single(a => a.Id == Yellow);

        raised.State.ShouldBe(AlarmState.Unacknowledged);
        raised.Explanation.ShouldNotBeNull();
        raised.Explanation.Value.ShouldBe(12);
        raised.Explanation.Limit.ShouldBe(10);
        raised.Explanation.DefaultNotReviewed!.Zh.ShouldContain("未经审核");
        raised.Explanation.Inputs.ShouldContain(input => input.PointId == "p2" && input.Value == 12);

        (await gateway.PostAsync($"/api/v1/alarms/{Yellow}/ack", new { actor = "duty", reason = "seen" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var known = (await gateway.GetAsync<List<AlarmView>>("/api/v1/alarms")).Single(a => a.Id == Yellow);
        known.State.ShouldBe(AlarmState.Acknowledged);
        known.Explanation!.Value.ShouldBe(12, "the raise explains it, whoever acknowledged it since");

        var occurrence = await gateway.UntilAsync<OccurrenceView>($"/api/v1/occurrences/{known.Occurrence}", o => o.Transitions.Count == 2);
        occurrence.Transitions[1].Actor.ShouldBe("duty");
        occurrence.Transitions[1].Note.ShouldBe("seen");
        occurrence.Ended.ShouldBeNull();
    }

    [Fact]
    public async Task A_shelved_alarm_is_counted_where_everyone_sees_it_and_comes_back_when_unshelved()
    {
        await using var gateway = await RunningGateway.StartAsync(Site);
        await gateway.FeedAsync("p2", 12);
        await gateway.UntilAsync<List<AlarmView>>("/api/v1/alarms", alarms => alarms.Any(a => a.Id == Yellow));
        var end = In(1);

        (await gateway.PostAsync($"/api/v1/alarms/{Yellow}/shelve", new { actor = "duty", approver = "chief", reason = "cleaning", until = end })).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);

        var shelved = (await gateway.GetAsync<List<AlarmView>>("/api/v1/alarms")).Single(a => a.Id == Yellow);
        (shelved.State, shelved.Underlying, shelved.Actor, shelved.Approver, shelved.Note).ShouldBe((AlarmState.Shelved, AlarmState.Unacknowledged, "duty", "chief", "cleaning"));
        shelved.Veils.ShouldBe(["shelved"]);
        shelved.Until.ShouldBe(DateTimeOffset.Parse(end, null));
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).Shelved.ShouldBe(1);
        (await gateway.GetAsync<HealthView>("/health")).Alarms!.Shelved.ShouldBe(1);

        (await gateway.PostAsync($"/api/v1/alarms/{Yellow}/unshelve", new { actor = "duty" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).Shelved.ShouldBe(0);
    }

    [Theory]
    [InlineData("p2/yellow-high/shelve", "{'actor':'a','approver':'b','until':'+1'}", HttpStatusCode.BadRequest, "needsReason")]
    [InlineData("p2/yellow-high/shelve", "{'actor':'a','approver':'b','reason':'r'}", HttpStatusCode.BadRequest, "needsEnd")]
    [InlineData("p2/yellow-high/shelve", "{'actor':'a','approver':'b','reason':'r','until':'+9'}", HttpStatusCode.BadRequest, "endTooFar")]
    [InlineData("p2/yellow-high/shelve", "{'actor':'a','reason':'r','until':'+1'}", HttpStatusCode.BadRequest, "needsApprover")]
    [InlineData("p2/yellow-high/shelve", "{'actor':'a','approver':'A','reason':'r','until':'+1'}", HttpStatusCode.BadRequest, "approverIsActor")]
    [InlineData("p1/red-high/shelve", "{'actor':'a','approver':'b','reason':'r','until':'+1'}", HttpStatusCode.Conflict, "neverShelved")]
    [InlineData("p2/yellow-high/ack", "{'actor':'a'}", HttpStatusCode.Conflict, "notAllowed")]
    [InlineData("p2/yellow-high/unshelve", "{'actor':'a'}", HttpStatusCode.Conflict, "notAllowed")]
    public async Task A_refusal_says_why_in_both_languages(string path, string body, HttpStatusCode status, string code)
    {
        await using var gateway = await RunningGateway.StartAsync(Site);
        var act = JsonNode.Parse(body.Replace('\'', '"'))!.AsObject();
        if (act["until"] is { } until)
        {
            act["until"] = In(double.Parse(until.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        }

        var answer = await gateway.PostAsync($"/api/v1/alarms/{path}", act);

        answer.StatusCode.ShouldBe(status);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>();
        problem!["code"]!.GetValue<string>().ShouldBe(code);
        problem["why"]!["zh"]!.GetValue<string>().ShouldNotBeEmpty();
        problem["detail"]!.GetValue<string>().ShouldContain(problem["why"]!["en"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_alarm_goes_out_of_service_and_back()
    {
        await using var gateway = await RunningGateway.StartAsync(Site);
        var act = new { actor = "a", approver = "b", reason = "repair", until = In(48) };

        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/out-of-service", act)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).OutOfService.ShouldBe(1);
        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/return-to-service", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).OutOfService.ShouldBe(0);
        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/shelve", new { actor = "a", until = "tomorrow" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Maintenance_of_a_device_takes_all_its_alarms_or_none()
    {
        await using var gateway = await RunningGateway.StartAsync(Site);

        (await gateway.PostAsync("/api/v1/devices/box/maintenance", new { actor = "a", reason = "r", until = In(1) })).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest, "its gravest alarm needs a second person");
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).Suppressed.ShouldBe(0);
        var done = await gateway.PostAsync("/api/v1/devices/box/maintenance", new { actor = "a", approver = "b", reason = "r", until = In(1) });
        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        var view = (await done.Content.ReadFromJsonAsync<MaintenanceView>(ApiJson.Options))!;
        view.Done.ShouldContain(Yellow);
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).Suppressed.ShouldBe(view.Done.Count);

        (await gateway.PostAsync("/api/v1/devices/box/maintenance/end", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gateway.GetAsync<AlarmSummaryView>("/api/v1/alarms/summary")).Suppressed.ShouldBe(0);
        (await gateway.PostAsync("/api/v1/devices/box/maintenance/end", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await gateway.PostAsync("/api/v1/zones/nowhere/maintenance", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
