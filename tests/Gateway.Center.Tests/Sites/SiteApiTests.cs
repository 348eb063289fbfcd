using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Organisation;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Sites;

/// <summary>Sites as the console asks for them, with a gateway on a real broker.</summary>
public sealed class SiteApiTests
{
    [Fact]
    public async Task A_site_that_speaks_up_is_in_the_list_and_has_a_page_with_its_points_and_what_they_read()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await edge.TableAsync("h1", "a", "b");
        await edge.SendAsync(edge.Readings("a", 1.5));
        await edge.ReceiptAsync(receipt => receipt.Readings == 1);
        await center.LedgerHasAsync("edge.table");
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        var card = (await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites")).EnumerateArray().ShouldHaveSingleItem();
        (card.GetProperty("id").GetString(), card.GetProperty("link").GetString(), card.GetProperty("points").GetInt32(), card.GetProperty("placed").GetBoolean()).ShouldBe(("s-01", "online", 2, false));
        var page = await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01");
        page.GetProperty("name").GetProperty("zh").GetString().ShouldBe("甲厂");
        page.GetProperty("zones")[0].GetProperty("id").GetString().ShouldBe("z1");
        page.GetProperty("edges")[0].GetProperty("rulePacks")[0].GetString().ShouldBe("gas 1");
        var points = page.GetProperty("pointsList").EnumerateArray().ToDictionary(point => point.GetProperty("id").GetString()!);
        (points["a"].GetProperty("value").GetDouble(), points["a"].GetProperty("state").GetString(), points["b"].GetProperty("state").GetString()).ShouldBe((1.5, "live", "never"));

        await edge.TableAsync("h2", "b", "c");
        await center.LedgerHasAsync("edge.table", 2);
        using var change = JsonDocument.Parse((await center.LedgerAsync("edge.table"))[^1].Body);
        Ids(change.RootElement, "added").ShouldBe(["c"]);
        Ids(change.RootElement, "removed").ShouldBe(["a"]);
        page = await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01");
        page.GetProperty("pointsList").EnumerateArray().Select(point => point.GetProperty("id").GetString()).ShouldBe(["b", "c"], ignoreOrder: true);
        (await officer.GetAsync("/api/v1/sites/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await center.SignedInAs(CenterRole.Town, "/county/town/").GetAsync("/api/v1/sites/s-01")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Placing_tells_every_error_at_once_keeps_what_people_entered_and_moves_the_site_into_sight()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await AddTownAsync(center);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.TableAsync("h1", "a");
        await center.LedgerHasAsync("edge.table");
        var administrator = center.SignedInAs(CenterRole.Administrator);
        var bad = await administrator.PutAsJsonAsync(
            "/api/v1/sites/s-01", new { unitId = "none", name = new { zh = "", en = "" }, longitude = 200, latitude = -91, industry = "", attributes = new[] { 1 }, scenarios = new[] { "" } });
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Paths(await bad.Content.ReadFromJsonAsync<JsonElement>()).ShouldBe(["unitId", "name", "longitude", "latitude", "industry", "attributes", "scenarios"], ignoreOrder: true);

        var good = new { unitId = "town", name = new { zh = "新名", en = "new name" }, longitude = 118.5, latitude = 36.2, industry = "gas", attributes = new { employees = 30 }, scenarios = new[] { "dust" }, watched = true };
        (await administrator.PutAsJsonAsync("/api/v1/sites/s-01", good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await edge.TableAsync("h2", "a", "b");
        await center.LedgerHasAsync("edge.table", 2);

        var page = await center.SignedInAs(CenterRole.Town, "/county/town/").GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01");
        (page.GetProperty("name").GetProperty("en").GetString(), page.GetProperty("unitPath").GetString(), page.GetProperty("watched").GetBoolean()).ShouldBe(("new name", "/county/town/", true));
        page.GetProperty("attributes").GetProperty("employees").GetInt32().ShouldBe(30);
        (await center.LedgerAsync("site.placed")).ShouldHaveSingleItem().Actor.ShouldBe("test-Administrator");

        (await center.SignedInAs(CenterRole.DutyOfficer).PutAsJsonAsync("/api/v1/sites/s-01", good)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.PutAsJsonAsync("/api/v1/sites/not%20an%20id", good)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.PutAsJsonAsync("/api/v1/sites/planned", good)).StatusCode.ShouldBe(HttpStatusCode.OK, "a site may be entered before its gateway is heard");
    }

    [Fact]
    public async Task A_history_shows_its_values_its_hole_with_the_reason_and_no_line_over_a_pause()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await edge.TableAsync("h1", "a");
        await edge.SendAsync(edge.Readings("a", 1, 2, 3));
        center.Time.Advance(TimeSpan.FromMinutes(5));
        edge.Readings("a", 9);
        center.Time.Advance(TimeSpan.FromSeconds(3));
        await edge.SendAsync(edge.Readings("a", 4, 5, 6));
        await edge.ReceiptAsync(receipt => receipt.Ahead is [{ After: 2, UpTo: 3 }]);
        center.Time.Advance(TimeSpan.FromSeconds(1));
        var officer = center.SignedInAs(CenterRole.DutyOfficer);

        await TestHistory.WrittenAsync(center);

        // A receipt may tell of a hole a beat before the database has it.
        JsonElement history = default;
        await Eventually.TrueAsync(async () =>
        {
            history = await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01/points/a/history");
            return history.GetProperty("gaps").EnumerateArray().Any(gap => gap.GetProperty("lane").GetString() == "readings");
        });
        history.GetProperty("resolution").GetString().ShouldBe("raw");
        history.GetProperty("samples").EnumerateArray().Select(sample => sample.GetProperty("mean").GetDouble()).ShouldBe([1, 2, 3, 4, 5, 6]);
        var gaps = history.GetProperty("gaps").EnumerateArray().ToList();
        gaps.ShouldContain(gap => gap.GetProperty("lane").GetString() == "readings", "a hole of the link says which lane");
        gaps.ShouldContain(gap => gap.GetProperty("lane").ValueKind == JsonValueKind.Null, "a pause of the point is a hole too");
        gaps.ShouldAllBe(gap => gap.GetProperty("reason").GetProperty("zh").GetString()!.Length > 0);
        history.GetProperty("forecast").ValueKind.ShouldBe(JsonValueKind.Null);

        (await officer.GetFromJsonAsync<JsonElement>("/api/v1/sites/s-01/points/a/history?resolution=minute")).GetProperty("samples").GetArrayLength().ShouldBeInRange(2, 4);
        foreach (var wrong in new[] { "resolution=second", "limit=0", "from=2026-03-02T01:00:00Z&to=2026-03-02T00:00:00Z", "from=2000-01-01T00:00:00Z" })
        {
            (await officer.GetAsync($"/api/v1/sites/s-01/points/a/history?{wrong}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        }

        (await officer.GetAsync("/api/v1/sites/s-01/points/none/history")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task AddTownAsync(CenterUnderTest center) => center.Store.WriteAsync(
        async work =>
        {
            if (await work.Db.Set<OrgUnit>().AnyAsync(unit => unit.Id == "county") is false)
            {
                work.Db.Add(new OrgUnit { Id = "county", ParentId = null, Level = "county", Path = "/county/", NameZh = "县", NameEn = "county" });
            }

            work.Db.Add(new OrgUnit { Id = "town", ParentId = "county", Level = "town", Path = "/county/town/", NameZh = "镇", NameEn = "town" });
        },
        CancellationToken.None);

    private static IEnumerable<string?> Ids(JsonElement body, string name) => body.GetProperty(name).EnumerateArray().Select(id => id.GetString());

    private static IEnumerable<string?> Paths(JsonElement problem) => problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString());
}
