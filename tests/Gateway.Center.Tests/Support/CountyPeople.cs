using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Access.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Support;

/// <summary>Makes a center ready to be signed in to: the first administrator, and accounts with passwords of their own.</summary>
internal static class CountyPeople
{
    public const string Password = "correct horse battery 9";
    public const string Administrator = "root-admin";

    /// <summary>Sets the center up.</summary>
    /// <returns>The administrator, signed in.</returns>
    public static async Task<Browser> SetUpAsync(this CenterUnderTest center, bool checkServer = true)
    {
        var browser = new Browser(center, checkServer);
        var code = center.Services.GetRequiredService<SetupCode>().Current;
        var answer = await browser.PostAsync("setup", new { code, account = Administrator, password = Password, name = "管理员甲" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await browser.TakeTokenAsync(answer);
        return browser;
    }

    /// <returns>The new account's browser, signed in with a password of its own.</returns>
    public static async Task<Browser> AddAsync(this CenterUnderTest center, Browser administrator, string id, CenterRole role, string scope = "/")
    {
        var once = await OneTimePasswordAsync(administrator, id, role, scope);
        var browser = new Browser(center);
        await browser.SignInAsync(id, once);
        var changed = await browser.PostAsync("session/password", new { old = once, @new = Password });
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        await browser.TakeTokenAsync(changed);
        return browser;
    }

    public static async Task<string> OneTimePasswordAsync(Browser administrator, string id, CenterRole role, string scope = "/")
    {
        var made = await administrator.PostAsync("accounts", new { id, role = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(role.ToString()), scope });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await made.JsonAsync())["oneTimePassword"]!.GetValue<string>();
    }
}
