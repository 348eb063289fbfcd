using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Coverage;

public sealed class CoverageTests
{
    private const string Metal = """{"dustKind":"metal","dustWorkers":12}""";

    [Fact]
    public async Task Who_must_be_connected_who_is_and_of_whom_nobody_knows_are_told_apart()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var scene = new CoverageScene(center);
        await scene.SiteAsync("in-time", Metal, connected: new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
        await scene.SiteAsync("late", Metal);
        await scene.SiteAsync("small", """{"dustKind":"metal","dustWorkers":3}""");
        await scene.SiteAsync("nobody-asked");

        var view = await AskAsync(center, "/api/v1/coverage");

        var rule = view.GetProperty("must").EnumerateArray().Single(row => row.GetProperty("rule").GetString() == "dust-metal-10");
        rule.GetProperty("due").GetString().ShouldBe("2024-12-31");
        rule.GetProperty("sites").EnumerateArray().Select(site => $"{Text(site, "site")} {site.GetProperty("connected")} {site.GetProperty("late")}")
            .ShouldBe(["in-time True False", "late False True"]);
        rule.GetProperty("unknown").EnumerateArray().Select(site => $"{Text(site, "site")} {string.Join('+', site.GetProperty("missing").EnumerateArray())}")
            .ShouldBe(["nobody-asked dustKind+dustWorkers"]);
        var totals = view.GetProperty("totals");
        (totals.GetProperty("must").GetInt32(), totals.GetProperty("connected").GetInt32(), totals.GetProperty("rate").GetDouble()).ShouldBe((2, 1, 0.5));
        totals.GetProperty("onlineRate").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Online_rate_is_the_time_online_of_the_time_since_it_was_known()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var scene = new CoverageScene(center);
        await scene.SiteAsync("s1", connected: center.Time.GetUtcNow());
        await scene.SiteAsync("other");
        await scene.LinkAsync("s1", "edge.online");
        center.Time.Jump(TimeSpan.FromHours(6));
        await scene.LinkAsync("s1", "edge.silent");
        center.Time.Jump(TimeSpan.FromHours(2));

        Site(await AskAsync(center, "/api/v1/coverage"), "s1").GetProperty("onlineRate").GetDouble().ShouldBe(0.75, 1e-9);

        // Half of the asked time before it went, half after.
        var view = await AskAsync(center, $"/api/v1/coverage?from={Of(center, -4)}&to={Of(center, 0)}");
        Site(view, "s1").GetProperty("onlineRate").GetDouble().ShouldBe(0.5, 1e-9);
        Site(view, "other").GetProperty("onlineRate").ValueKind.ShouldBe(JsonValueKind.Null);
        view.GetProperty("byTown").EnumerateArray().Single().GetProperty("totals").GetProperty("onlineRate").GetDouble().ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public async Task Fitted_and_in_use_counts_against_missing_silent_shelved_and_overdue_points()
    {
        var history = new MeasuredHistory();
        await using var center = await CenterUnderTest.StartAsync(services: services => services.AddSingleton<IHistoryStore>(history));
        var scene = new CoverageScene(center);
        var now = center.Time.GetUtcNow();
        await scene.SiteAsync("tank", scenarios: ["fuel-storage"], connected: now.AddDays(-1));
        foreach (var (id, role, quantity) in new[] { ("lel", "lel", "lel"), ("level", "tank-level", "level"), ("unloading", "unloading", "state"), ("closed", "esd-closed", "state"), ("command", "esd-command", "state") })
        {
            await scene.PointAsync("tank", id, role, quantity);
            history.Good("tank", id, now.AddDays(-1), id == "level" ? now.AddHours(-12) : now);
        }

        await scene.WriteAsync(work =>
        {
            work.Db.Add(new SiteAlarm { SiteId = "tank", EdgeId = Board.Edge, AlarmId = "unloading/a", PointId = "unloading", State = AlarmState.Shelved, Since = now });
            work.Db.Add(new StandingPoint { SiteId = "tank", EdgeId = Board.Edge, PointId = "closed", IsDrill = false, IncidentId = "i", Tier = WarningTier.Blue, Kind = "overdue" });
            work.Db.Add(new StandingPoint { SiteId = "tank", EdgeId = Board.Edge, PointId = "command", IsDrill = true, IncidentId = "d", Tier = WarningTier.Red, Kind = "sensorFault" });
        });

        var site = Site(await AskAsync(center, $"/api/v1/coverage?from={Of(center, -24)}"), "tank");

        site.GetProperty("notInUse").EnumerateArray().Select(point => $"{Text(point, "point")} {string.Join('+', point.GetProperty("why").EnumerateArray())}").Order(StringComparer.Ordinal)
            .ShouldBe(["closed overdue", "level noData", "unloading shelved"]);
        var missing = site.GetProperty("missingPoints").EnumerateArray().Select(point => Text(point, "role")).Order(StringComparer.Ordinal).ToList();
        missing.ShouldBe(["esd-power-ok", "esd-test-record", "video-online", "video-recording"]);
        (site.GetProperty("fitted").GetInt32(), site.GetProperty("missing").GetInt32(), site.GetProperty("inUse").GetInt32()).ShouldBe((5, 4, 2));
        site.GetProperty("rate").GetDouble().ShouldBe(2.0 / 9, 1e-9);
        site.GetProperty("notInUse").EnumerateArray().Single(point => Text(point, "point") == "level").GetProperty("share").GetDouble().ShouldBe(0.5, 0.01);
    }

    [Fact]
    public async Task Built_but_not_used_is_named_by_its_signs_and_disturbances_are_counted_without_drills()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var scene = new CoverageScene(center);
        await scene.SiteAsync("s1", connected: center.Time.GetUtcNow());
        await scene.SiteAsync("never");
        await scene.WriteAsync(work => work.Db.Add(new Account
        {
            Id = "works", PasswordHash = "x", Role = CenterRole.Enterprise, ScopePath = "/county/town/e-s1/", CreatedAt = work.Now,
        }));
        await scene.LinkAsync("s1", "edge.online");
        center.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.LinkAsync("s1", "edge.offline");
        await scene.Board.TakeAsync("s1", "a", WarningTier.Yellow);
        await scene.Board.TakeAsync("s1", "a", WarningTier.Red, WarningTier.Yellow);
        await scene.Board.TakeAsync("s1", "a", WarningTier.None, WarningTier.Red);
        await scene.Board.TakeAsync("s1", "a", WarningTier.Red, origin: new Gateway.Center.Warnings.WarningOrigin { IsDrill = true });
        center.Time.Jump(TimeSpan.FromHours(1));

        var view = await AskAsync(center, "/api/v1/coverage");

        var words = Site(view, "s1").GetProperty("builtNotUsed").EnumerateArray().Select(word => word.GetString()).ToList();
        words.ShouldBe(["offline", "notAcknowledged", "noSignIn"]);
        Site(view, "never").GetProperty("builtNotUsed").GetArrayLength().ShouldBe(0);
        Site(view, "s1").GetProperty("disturbances").EnumerateArray().Select(point => $"{Text(point, "point")} {point.GetProperty("times")}").ShouldBe(["a 2"]);
    }

    [Fact]
    public async Task An_account_sees_only_its_own_and_a_wrong_time_is_refused()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var scene = new CoverageScene(center);
        await scene.SiteAsync("mine", Metal);
        await scene.SiteAsync("theirs", Metal);
        var client = center.SignedInAs(CenterRole.Enterprise, "/county/town/e-mine/");

        var view = await Board.JsonAsync(await client.GetAsync("/api/v1/coverage"));
        var csv = await client.GetStringAsync("/api/v1/coverage.csv");

        view.GetProperty("sites").EnumerateArray().Select(site => Text(site, "site")).ShouldBe(["mine"]);
        view.GetRawText().ShouldNotContain("theirs");
        csv.ShouldContain("mine,");
        csv.ShouldNotContain("theirs");
        ((int)(await client.GetAsync("/api/v1/coverage?unit=town")).StatusCode).ShouldBe(404);
        ((int)(await client.GetAsync("/api/v1/kpi?from=2026-01-01T00:00:00Z")).StatusCode).ShouldBe(400);
    }

    internal static async Task<JsonElement> AskAsync(CenterUnderTest center, string path) =>
        await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).GetAsync(path));

    internal static string Of(CenterUnderTest center, double hours) => Uri.EscapeDataString($"{center.Time.GetUtcNow().AddHours(hours):O}");

    private static JsonElement Site(JsonElement view, string id) => view.GetProperty("sites").EnumerateArray().Single(site => Text(site, "site") == id);

    private static string Text(JsonElement at, string name) => at.GetProperty(name).GetString()!;
}
