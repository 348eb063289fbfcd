using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Access;

public sealed class AccountTests
{
    [Fact]
    public async Task Nobody_gives_a_wider_sight_than_his_own_and_what_lies_outside_is_not_there()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var root = await center.SetUpAsync();
        await TownsAsync(root);
        using var local = await center.AddAsync(root, "local-admin", CenterRole.Administrator, "/county/east/");
        using var west = await center.AddAsync(root, "west-town", CenterRole.Town, "/county/west/");

        foreach (var scope in new[] { "/", "/county/", "/county/west/", "/county/east", "/county/eastern/", "" })
        {
            var made = await local.PostAsync("accounts", new { id = "wide", role = "town", scope });
            (await made.WrongFieldsAsync()).ShouldBe(["scope"], scope);
        }

        (await local.PostAsync("accounts", new { id = "east-town", role = "town", scope = "/county/east/" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await local.PutAsync("accounts/west-town", new { role = "town", scope = "/county/east/" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await local.PostAsync("accounts/root-admin/reset")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var seen = (await (await local.GetAsync("accounts")).JsonAsync()).AsArray().Select(account => account!["id"]!.GetValue<string>());
        seen.ShouldBe(["east-town", "local-admin"]);
        var sessions = (await (await local.GetAsync("sessions")).JsonAsync()).AsArray().Select(session => session!["account"]!.GetValue<string>());
        sessions.ShouldBe(["local-admin"]);
    }

    [Fact]
    public async Task Nobody_changes_his_own_rights_so_the_last_administrator_stays()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var root = await center.SetUpAsync();

        (await (await root.PutAsync("accounts/root-admin", new { role = "dutyLeader", scope = "/", disabled = true })).RefusalAsync()).ShouldBe("409 account.self");
        (await (await root.PostAsync("accounts/root-admin/reset")).RefusalAsync()).ShouldBe("409 account.self");
    }

    [Fact]
    public async Task Fields_nobody_may_set_are_not_taken_from_outside()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var root = await center.SetUpAsync();
        var made = await root.PostAsync(
            "accounts",
            new { id = "Officer", role = "inspector", scope = "/", passwordHash = "x", mustChangePassword = false, lastSignIn = "2020-01-01T00:00:00Z", isDisabled = true });

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var stored = await center.Store.ReadAsync(db => db.Set<Account>().SingleAsync(account => account.Id == "officer"), default);
        (stored.MustChangePassword, stored.IsDisabled, stored.LastSignIn).ShouldBe((true, false, null));
        stored.PasswordHash.ShouldStartWith("pbkdf2-sha512$");
        (await (await root.PostAsync("accounts", new { id = "officer", role = "inspector", scope = "/" })).RefusalAsync()).ShouldBe("409 account.taken");
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var root = await center.SetUpAsync();

        var answer = await root.PostAsync("accounts", new { id = "a b", scope = "/nowhere/", person = "nobody", industry = "" });

        (await answer.WrongFieldsAsync()).ShouldBe(["id", "role", "scope", "industry", "person"]);
    }

    [Fact]
    public async Task A_changed_role_holds_at_once()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var root = await center.SetUpAsync();
        using var second = await center.AddAsync(root, "second", CenterRole.Administrator);
        (await second.GetAsync("accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await root.PutAsync("accounts/second", new { role = "inspector", scope = "/" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await second.GetAsync("accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await second.SignInAsync("second", CountyPeople.Password);
        (await second.GetAsync("accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("Password-2026-long", false)]
    [InlineData("my name is officer-a", false)]
    [InlineData("雨后的山谷里有一座老桥", false)]
    [InlineData("雨后的山谷里有一座很老的石桥", true)]
    [InlineData("correct horse battery", true)]
    public void A_password_is_long_and_not_what_everybody_tries(string password, bool isGood) =>
        (PasswordRules.Refusal(password, "officer-a") is null).ShouldBe(isGood);

    private static async Task TownsAsync(Browser root)
    {
        foreach (var id in new[] { "east", "west" })
        {
            var made = await root.PostAsync("units", new { id, parentId = "county", level = "town", name = new { zh = id, en = id } });
            made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        }
    }
}
