using System.Net;
using System.Net.Http.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Organisation;

public sealed class UnitTests
{
    [Fact]
    public async Task A_move_keeps_the_paths_of_everything_below_and_the_ledger_tells_what_was()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);

        var moved = await client.PutAsJsonAsync("/api/v1/units/mill", new { parentId = "west", level = "enterprise", name = new { zh = "厂", en = "Mill" } });

        moved.StatusCode.ShouldBe(HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        (await PathsAsync(center)).ShouldBe(
        [
            "unit county /county/", "unit east /county/east/", "unit eastern /county/eastern/", "unit mill /county/west/mill/", "unit shop /county/west/mill/shop/",
            "unit west /county/west/", "site s1 /county/west/mill/shop/", "person p1 /county/west/mill/", "account mill-account /county/west/mill/",
        ]);
        var entry = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().SingleAsync(fact => fact.Kind == "unit.moved"), default);
        entry.Body.ShouldContain("/county/east/mill/");
    }

    [Fact]
    public async Task A_unit_never_hangs_below_itself_and_the_county_stays()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);

        var below = await client.PutAsJsonAsync("/api/v1/units/mill", new { parentId = "shop", level = "team", name = new { zh = "厂", en = "Mill" } });
        var county = await client.PutAsJsonAsync("/api/v1/units/county", new { parentId = "east", level = "village", name = new { zh = "县", en = "County" } });

        (await below.WrongFieldsAsync()).ShouldBe(["parentId"]);
        (await county.WrongFieldsAsync()).ShouldContain("parentId");
        (await client.DeleteAsync(new Uri("/api/v1/units/county", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Only_an_empty_unit_goes()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);
        foreach (var id in new[] { "east", "mill", "shop" })
        {
            (await (await client.DeleteAsync(new Uri($"/api/v1/units/{id}", UriKind.Relative))).RefusalAsync()).ShouldBe("409 unit.not.empty", id);
        }

        (await client.DeleteAsync(new Uri("/api/v1/units/eastern", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_unit_is_told_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);

        var answer = await client.PostAsJsonAsync("/api/v1/units", new { id = "a/b", parentId = "none", level = "galaxy", name = new { zh = "", en = " " }, regionCode = "12" });

        (await answer.WrongFieldsAsync()).ShouldBe(["level", "name.zh", "name.en", "regionCode", "parentId", "id"]);
        var upward = await client.PostAsJsonAsync("/api/v1/units", new { id = "up", parentId = "mill", level = "town", name = new { zh = "镇", en = "Town" } });
        (await upward.WrongFieldsAsync()).ShouldBe(["level"]);
    }

    [Fact]
    public async Task A_town_sees_its_own_and_not_the_town_whose_id_begins_alike()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);

        var units = await (await center.SignedInAs(CenterRole.Town, "/county/east/").GetAsync(new Uri("/api/v1/units", UriKind.Relative))).JsonAsync();

        units.AsArray().Select(unit => unit!["id"]!.GetValue<string>()).ShouldBe(["east", "mill", "shop"]);
    }

    [Fact]
    public async Task What_lies_outside_the_scope_is_not_there_for_an_administrator_of_a_part()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator, "/county/west/");
        var words = new { parentId = "east", level = "enterprise", name = new { zh = "厂", en = "Mill" } };

        (await client.PutAsJsonAsync("/api/v1/units/mill", words)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.DeleteAsync(new Uri("/api/v1/units/mill", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var into = await client.PostAsJsonAsync("/api/v1/units", new { id = "new", words.parentId, words.level, words.name });
        (await into.WrongFieldsAsync()).ShouldBe(["parentId"]);
        var root = await client.PostAsJsonAsync("/api/v1/units", new { id = "city", level = "city", name = new { zh = "市", en = "City" } });
        (await root.WrongFieldsAsync()).ShouldBe(["parentId"]);
    }

    [Fact]
    public async Task After_any_moves_every_path_is_the_way_from_the_root()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await TestTree.MakeAsync(center);
        var client = center.SignedInAs(CenterRole.Administrator);
        string[] ids = ["east", "west", "eastern", "mill", "shop"];

        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte, byte)[]>(),
            moves =>
            {
                foreach (var (what, where) in moves.Take(6))
                {
                    var unit = ids[what % ids.Length];
                    var level = unit switch { "mill" => "enterprise", "shop" => "workshop", _ => "town" };
                    var parent = where % 6 == 5 ? "county" : ids[where % ids.Length];
                    client.PutAsJsonAsync($"/api/v1/units/{unit}", new { parentId = parent, level, name = new { zh = unit, en = unit } }).GetAwaiter().GetResult();
                }

                return AreRight(center);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    private static bool AreRight(CenterUnderTest center) => center.Store.ReadAsync(
        async db =>
        {
            var units = await db.Set<OrgUnit>().ToDictionaryAsync(unit => unit.Id);
            string WayTo(OrgUnit unit) => (unit.ParentId is null ? "/" : WayTo(units[unit.ParentId])) + unit.Id + "/";
            return units.Values.All(unit => unit.Path == WayTo(unit))
                && (await db.Set<Site>().SingleAsync()).UnitPath == units["shop"].Path
                && (await db.Set<Person>().SingleAsync()).UnitPath == units["mill"].Path
                && (await db.Set<Account>().SingleAsync()).ScopePath == units["mill"].Path;
        },
        default).GetAwaiter().GetResult();

    private static Task<List<string>> PathsAsync(CenterUnderTest center) => center.Store.ReadAsync(
        async db =>
        {
            var lines = await db.Set<OrgUnit>().OrderBy(unit => unit.Id).Select(unit => $"unit {unit.Id} {unit.Path}").ToListAsync();
            lines.AddRange(await db.Set<Site>().Select(site => $"site {site.Id} {site.UnitPath}").ToListAsync());
            lines.AddRange(await db.Set<Person>().Select(person => $"person {person.Id} {person.UnitPath}").ToListAsync());
            lines.AddRange(await db.Set<Account>().Select(account => $"account {account.Id} {account.ScopePath}").ToListAsync());
            return lines;
        },
        default);
}
