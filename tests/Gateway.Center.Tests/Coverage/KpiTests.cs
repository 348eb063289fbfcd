using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Coverage.Kpi;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Coverage;

public sealed class KpiTests
{
    [Fact]
    public async Task Load_floods_chattering_and_standing_come_from_the_transitions_of_the_ledger()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var scene = new CoverageScene(center);
        var start = center.Time.GetUtcNow();
        await scene.SiteAsync("busy", connected: start);
        await scene.SiteAsync("calm", connected: start);
        await scene.TransitionAsync("calm", "old/high", "raised", "unacknowledged", start.AddMinutes(1), "blue");
        for (var i = 0; i < 12; i++)
        {
            await scene.TransitionAsync("busy", "p/high", "raised", "unacknowledged", start.AddMinutes(10).AddSeconds(i * 10), "yellow");
            await scene.TransitionAsync("busy", "p/high", "returnedToNormal", "normal", start.AddMinutes(10).AddSeconds((i * 10) + 5), "yellow");
        }

        await scene.TransitionAsync("busy", "q/high", "raised", "unacknowledged", start.AddMinutes(30), "red", drill: true);
        center.Time.Jump(TimeSpan.FromHours(36));

        var kpi = await CoverageTests.AskAsync(center, $"/api/v1/kpi?from={CoverageTests.Of(center, -36)}");

        kpi.GetProperty("from").GetDateTimeOffset().ShouldBe(start);
        var (busy, calm) = (Site(kpi, "busy"), Site(kpi, "calm"));
        (busy.GetProperty("alarms").GetInt32(), busy.GetProperty("floods").GetInt32(), busy.GetProperty("chattering").GetInt32(), busy.GetProperty("standing").GetInt32()).ShouldBe((12, 1, 1, 0));
        busy.GetProperty("perOperatorPerHour").GetDouble().ShouldBe(12.0 / 36, 1e-9);
        (calm.GetProperty("alarms").GetInt32(), calm.GetProperty("standing").GetInt32()).ShouldBe((1, 1));
        Figure(kpi, "chattering").ShouldBe("1 bad");
        Figure(kpi, "standing").ShouldBe("1 good");
        Figure(kpi, "peakPer10Minutes").ShouldBe("12 bad");
        Figure(kpi, "redPercent").ShouldBe("0 good");
        var top = kpi.GetProperty("top")[0];
        (top.GetProperty("site").GetString(), top.GetProperty("point").GetString(), top.GetProperty("times").GetInt32()).ShouldBe(("busy", "p", 12));
        top.GetProperty("share").GetDouble().ShouldBe(12.0 / 13, 1e-9);
        kpi.GetProperty("shifts").EnumerateArray().Select(shift => shift.GetProperty("alarms").GetInt32()).ShouldBe([13, 0, 0]);
    }

    [Fact]
    public async Task Without_a_connected_site_the_figures_are_unknown_and_not_good()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await new CoverageScene(center).SiteAsync("planned");

        var kpi = await CoverageTests.AskAsync(center, "/api/v1/kpi");

        kpi.GetProperty("figures").EnumerateArray().ShouldAllBe(figure => figure.GetProperty("state").GetString() == "unknown" && figure.GetProperty("value").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Times_of_response_count_real_incidents_by_tier_and_never_drills()
    {
        await using var center = await CenterUnderTest.StartAsync(options => options with { Drills = options.Drills with { Proof = false } });
        var scene = new CoverageScene(center);
        await scene.SiteAsync("s1", connected: center.Time.GetUtcNow());
        var happened = scene.Board.Message("s1", "a", WarningTier.Red) with { EventTime = center.Time.GetUtcNow().AddSeconds(-3) };
        await scene.Board.TakeAsync(happened);
        await scene.Board.TakeAsync("s1", "drilled", WarningTier.Red, origin: new WarningOrigin { IsDrill = true });
        var real = (await scene.Board.IncidentsAsync("s1")).Single(incident => !incident.IsDrill);
        center.Time.Advance(TimeSpan.FromSeconds(90));
        await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).PostAsJson($"/api/v1/incidents/{real.Id}/acknowledge", new { }));
        center.Time.Jump(TimeSpan.FromHours(1));

        var kpi = await CoverageTests.AskAsync(center, "/api/v1/kpi");

        var red = kpi.GetProperty("response")[0];
        (red.GetProperty("tier").GetString(), red.GetProperty("warnings").GetInt32(), red.GetProperty("acknowledged").GetInt32()).ShouldBe(("red", 1, 1));
        red.GetProperty("detectionToBoardP50S").GetDouble().ShouldBe(3, 1e-3);
        red.GetProperty("toAcknowledgeP50S").GetDouble().ShouldBe(90, 1e-3);
        red.GetProperty("toReleaseP50S").ValueKind.ShouldBe(JsonValueKind.Null);
        var week = kpi.GetProperty("trend").EnumerateArray().Last();
        (week.GetProperty("warnings").GetInt32(), week.GetProperty("incidents").GetInt32()).ShouldBe((1, 1));
    }

    [Fact]
    public void Percentiles_are_values_that_were_measured()
    {
        ResponseTimes.Percentile([], 0.5).ShouldBeNull();
        ResponseTimes.Percentile([5, 1, 3], 0.5).ShouldBe(3);
        ResponseTimes.Percentile([.. Enumerable.Range(1, 10).Select(value => (double)value)], 0.9).ShouldBe(9);
        ResponseTimes.Percentile([7], 0.9).ShouldBe(7);
    }

    private static JsonElement Site(JsonElement kpi, string id) => kpi.GetProperty("bySite").EnumerateArray().Single(site => site.GetProperty("site").GetString() == id);

    private static string Figure(JsonElement kpi, string id) =>
        kpi.GetProperty("figures").EnumerateArray().Where(figure => figure.GetProperty("id").GetString() == id).Select(figure => $"{figure.GetProperty("value")} {figure.GetProperty("state").GetString()}").Single();
}
