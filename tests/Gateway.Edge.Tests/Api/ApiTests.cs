using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Edge.Api;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Api;

public sealed class ApiTests
{
    [Fact]
    public async Task Shows_points_health_and_metrics()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var points = await gateway.GetAsync<List<PointView>>("/api/v1/points");
        points.Select(point => point.Id).ShouldBe(["p1", "p2"]);
        points[0].Name.Zh.ShouldBe("一");
        points[0].Value.ShouldBeNull("nothing was read: silence is never zero");
        points[0].Quality.ShouldNotBe("good");
        (await gateway.GetAsync<PointView>("/api/v1/points/p2")).Unit.ShouldBe("");
        var health = await gateway.GetAsync<HealthView>("/health");
        health.Site.ShouldBe("s1");
        health.Drivers.Select(driver => driver.Id).ShouldBe(["l1", "c1"]);
        health.Queues.ShouldNotBeEmpty();
        health.Clocks!.ShouldBeEmpty("no source has sent a time");
        points[0].ClockOffsetS.ShouldBeNull();
        (await gateway.Client.GetStringAsync("/metrics")).ShouldContain("# TYPE gateway_");
        (await gateway.GetAsync<TraceView>("/api/v1/trace/d1")).Device.ShouldBe("d1");
        (await gateway.GetAsync<List<SetAsideView>>("/api/v1/set-aside")).ShouldBeEmpty();
        (await gateway.GetAsync<List<AlarmView>>("/api/v1/alarms")).ShouldAllBe(alarm => alarm.Tier != Core.Warnings.WarningTier.None);
    }

    [Fact]
    public async Task Describes_itself_as_openapi()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var paths = (await gateway.GetAsync<JsonObject>("/openapi/v1.json"))["paths"]!.AsObject().Select(path => path.Key).ToList();

        foreach (var path in new[] { "/api/v1/points", "/api/v1/points/{id}", "/api/v1/alarms", "/api/v1/history", "/api/v1/warnings", "/api/v1/reload", "/health" })
        {
            paths.ShouldContain(path);
        }
    }

    [Theory]
    [InlineData("/api/v1/history", "point")]
    [InlineData("/api/v1/history?point=p1&from=yesterday", "from")]
    [InlineData("/api/v1/history?point=p1&to=x", "to")]
    [InlineData("/api/v1/history?point=p1&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("/api/v1/history?point=p1&resolution=second", "resolution")]
    [InlineData("/api/v1/history?point=p1&resolution=1", "resolution")]
    [InlineData("/api/v1/history?point=p1&limit=0", "limit")]
    [InlineData("/api/v1/history?point=p1&limit=100001", "limit")]
    [InlineData("/api/v1/history?point=p1&store=oracle", "store")]
    [InlineData("/api/v1/warnings?limit=many", "limit")]
    public async Task Says_what_is_allowed_when_a_question_is_bad(string path, string field)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var answer = await gateway.Client.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>();
        problem!["field"]!.GetValue<string>().ShouldBe(field);
        problem["allowed"]!["zh"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Unknown_things_are_not_found_and_acts_need_an_actor()
    {
        await using var gateway = await RunningGateway.StartAsync();

        (await gateway.Client.GetAsync("/api/v1/points/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Client.GetAsync("/api/v1/history?point=none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Client.GetAsync("/api/v1/trace/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/ack", new { reason = "r" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await gateway.PostAsync("/api/v1/alarms/none/red-high/ack", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/reset", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await gateway.PostAsync("/api/v1/sounders/none/silence", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.PostAsync("/api/v1/sounders/none/silence", new { reason = "r" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await gateway.PostAsync("/api/v1/alarms/p1/red-high/jump", new { actor = "a" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_reload_exchanges_only_what_changed()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Folder.Write("edge.json", ConfigurationFolder.Sound.Replace("\"t/2\"", "\"t/3\"").Replace("\"id\": \"p2\"", "\"id\": \"p3\""));

        var result = await (await gateway.PostAsync("/api/v1/reload")).Content.ReadFromJsonAsync<ReloadView>(ApiJson.Options);

        result!.Accepted.ShouldBeTrue();
        result.Generation.ShouldBe(2);
        result.Changes.ShouldBe(["mqtt:c1: restarted", "point p3: added", "point p2: removed"], ignoreOrder: true);
        (await gateway.GetAsync<List<PointView>>("/api/v1/points")).Select(point => point.Id).ShouldBe(["p1", "p3"]);
    }

    [Fact]
    public async Task A_reload_of_the_same_file_changes_nothing()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var result = await (await gateway.PostAsync("/api/v1/reload")).Content.ReadFromJsonAsync<ReloadView>(ApiJson.Options);

        result!.Accepted.ShouldBeTrue();
        result.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_file_changes_nothing_and_says_why()
    {
        await using var gateway = await RunningGateway.StartAsync();
        gateway.Folder.Write("edge.json", ConfigurationFolder.Sound.Replace("\"t/2\"", "\"t/3\"").Replace("[0, 100]", "[100, 0]"));

        var answer = await gateway.PostAsync("/api/v1/reload");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var result = await answer.Content.ReadFromJsonAsync<ReloadView>(ApiJson.Options);
        result!.Errors.ShouldHaveSingleItem().Path.ShouldBe("edge.json: points[0].range");
        (await gateway.GetAsync<HealthView>("/health")).Reload.Generation.ShouldBe(1);
        (await gateway.GetAsync<HealthView>("/health")).Reload.Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_file_is_taken_over_by_itself()
    {
        await using var gateway = await RunningGateway.StartAsync(ConfigurationFolder.Sound.Replace("\"watch\": false", "\"watch\": true, \"pollMs\": 200"));
        gateway.Folder.Write("edge.json", File.ReadAllText(gateway.Folder.Source.File).Replace("\"nameEn\": \"Two\"", "\"nameEn\": \"Second\""));

        var deadline = TimeProvider.System.GetTimestamp();
        while ((await gateway.GetAsync<PointView>("/api/v1/points/p2")).Name.En != "Second")
        {
            TimeProvider.System.GetElapsedTime(deadline).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
