using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Core.Alarms;
using Gateway.Edge.Api;
using Gateway.Edge.Limits;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Tests.Api;

/// <summary>A limit that people change for a time.</summary>
public sealed class LimitTests
{
    private const string Yellow = "p2/yellow-high";
    private const string Path = $"/api/v1/alarms/{Yellow}/limit";

    private static object Act(double value, double seconds = 3600) => new
    {
        value, actor = "duty", approver = "chief", reason = "test gas", until = TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToString("O"),
    };

    [Fact]
    public async Task A_changed_limit_judges_at_once_is_shown_and_returns_when_ended()
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        await gateway.FeedAsync("p2", 12);
        await gateway.UntilAsync<List<AlarmView>>("/api/v1/alarms", alarms => alarms.Any(a => a.Id == Yellow));

        (await gateway.PostAsync(Path, Act(15))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await gateway.GetAsync<List<AlarmView>>("/api/v1/alarms")).ShouldNotContain(a => a.Id == Yellow, "12 is below 15");
        var change = (await gateway.GetAsync<List<LimitChange>>("/api/v1/limits")).ShouldHaveSingleItem();
        (change.Value, change.Own, change.Actor, change.Approver).ShouldBe((15, 10, "duty", "chief"));
        (await gateway.GetAsync<HealthView>("/health")).Alarms!.LimitChanges.ShouldBe(1);

        await gateway.FeedAsync("p2", 16);
        var raised = (await gateway.UntilAsync<List<AlarmView>>("/api/v1/alarms", alarms => alarms.Any(a => a.Id == Yellow && a.Explanation?.Limit == 15))).Single(a => a.Id == Yellow);
        raised.Explanation!.Rule.Remark!.En.ShouldContain("temporary limit 15");
        raised.LimitChange!.Reason.ShouldBe("test gas");

        (await gateway.Client.DeleteAsync($"{Path}?actor=duty&reason=done")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.GetAsync<List<LimitChange>>("/api/v1/limits")).ShouldBeEmpty();
        (await gateway.Client.DeleteAsync($"{Path}?actor=duty")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Client.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_changed_limit_returns_by_itself_at_its_end()
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        await gateway.FeedAsync("p2", 12);
        (await gateway.PostAsync(Path, Act(15, seconds: 5))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await gateway.UntilAsync<List<LimitChange>>("/api/v1/limits", limits => limits.Count == 0);
        await gateway.UntilAsync<List<AlarmView>>("/api/v1/alarms", alarms => alarms.Any(a => a.Id == Yellow && a.State == AlarmState.Unacknowledged));
    }

    [Fact]
    public async Task A_changed_limit_survives_a_restart_and_the_log_says_that_other_rules_judge()
    {
        using var folder = new ConfigurationFolder();
        await using (var first = await RunningGateway.StartAsync(AlarmActTests.Site, folder))
        {
            (await first.PostAsync(Path, Act(15))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await using var second = await RunningGateway.StartAsync(AlarmActTests.Site, folder);
        (await second.GetAsync<List<LimitChange>>("/api/v1/limits")).ShouldHaveSingleItem().Value.ShouldBe(15);
        await second.FeedAsync("p2", 12);
        await second.FeedAsync("p2", 16);
        var alarms = await second.UntilAsync<List<AlarmView>>("/api/v1/alarms", all => all.Any(a => a.Id == Yellow));
        alarms.Single(a => a.Id == Yellow).Explanation!.Value.ShouldBe(16, "12 was below the changed limit");

        // The alarm is seen before the commit; the transition's place in the log is after the mark's.
        await second.UntilAsync<List<OccurrenceView>>($"/api/v1/occurrences?alarm={Yellow}", found => found.Any(o => o.State == AlarmState.Unacknowledged));
        var marks = second.Runtime.Log.ReadAfter(0, int.MaxValue).Where(e => e.Kind == LogEntryKind.Judging).Select(e => LogCodec.DecodeMark(e.Payload.Span).Event);
        marks.Count(mark => mark == JudgingEvent.PlanChanged).ShouldBe(2, "once when it was made, once when the second run began with it");
    }

    [Fact]
    public async Task A_reload_keeps_a_changed_limit_and_drops_that_of_a_rule_that_is_gone()
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        (await gateway.PostAsync(Path, Act(15))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        gateway.Folder.Write("edge.json", AlarmActTests.Site.Replace("\"nameEn\": \"Two\"", "\"nameEn\": \"Second\"", StringComparison.Ordinal));
        await gateway.PostAsync("/api/v1/reload");
        await gateway.FeedAsync("p2", 12);
        (await gateway.GetAsync<List<LimitChange>>("/api/v1/limits")).Count.ShouldBe(1);
        (await gateway.GetAsync<List<AlarmView>>("/api/v1/alarms")).ShouldNotContain(a => a.Id == Yellow);

        gateway.Folder.Write("edge.json", ConfigurationFolder.Sound);
        await gateway.PostAsync("/api/v1/reload");
        await gateway.UntilAsync<List<LimitChange>>("/api/v1/limits", limits => limits.Count == 0);
    }

    [Theory]
    [InlineData(Yellow, "{'actor':'a','approver':'b','reason':'r','until':'+1'}", HttpStatusCode.BadRequest, "needsValue")]
    [InlineData(Yellow, "{'value':11,'actor':'a','approver':'b','until':'+1'}", HttpStatusCode.BadRequest, "needsReason")]
    [InlineData(Yellow, "{'value':11,'actor':'a','approver':'b','reason':'r'}", HttpStatusCode.BadRequest, "needsEnd")]
    [InlineData(Yellow, "{'value':11,'actor':'a','approver':'b','reason':'r','until':'+9'}", HttpStatusCode.BadRequest, "endTooFar")]
    [InlineData(Yellow, "{'value':11,'actor':'a','reason':'r','until':'+1'}", HttpStatusCode.BadRequest, "needsApprover")]
    [InlineData(Yellow, "{'value':11,'actor':'a','approver':'a','reason':'r','until':'+1'}", HttpStatusCode.BadRequest, "approverIsActor")]
    [InlineData("p1/red-high", "{'value':60,'actor':'a','approver':'b','reason':'r','until':'+1'}", HttpStatusCode.Conflict, "graveOnlyTightened")]
    [InlineData("p2/sensor-fault", "{'value':60,'actor':'a','approver':'b','reason':'r','until':'+1'}", HttpStatusCode.Conflict, "notChangeable")]
    public async Task A_refused_change_says_why(string alarm, string body, HttpStatusCode status, string code)
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        var act = JsonNode.Parse(body.Replace('\'', '"'))!.AsObject();
        if (act["until"] is { } until)
        {
            act["until"] = TimeProvider.System.GetUtcNow().AddHours(double.Parse(until.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)).ToString("O");
        }

        var answer = await gateway.PostAsync($"/api/v1/alarms/{alarm}/limit", act);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe(code);
        (await gateway.GetAsync<List<LimitChange>>("/api/v1/limits")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_grave_limit_may_be_tightened()
    {
        await using var gateway = await RunningGateway.StartAsync(AlarmActTests.Site);
        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/limit", Act(40))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await gateway.FeedAsync("p1", 41);
        await gateway.UntilAsync<List<AlarmView>>("/api/v1/alarms", alarms => alarms.Any(a => a.Id == "p1/red-high"));
    }
}
