using System.Net;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Setup;
using Gateway.Center.Organisation;
using Gateway.Center.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Access;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SetupTests
{
    [Fact]
    public async Task A_new_center_has_no_account_and_the_code_of_its_first_start_makes_one_once()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        (await center.Store.ReadAsync(db => db.Set<Account>().CountAsync(), default)).ShouldBe(0);
        var code = center.Services.GetRequiredService<SetupCode>().Current!;
        var file = Path.Combine(center.Options.Storage.Folder, "setup-code.txt");
        (await File.ReadAllTextAsync(file)).Trim().ShouldBe(code);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using var administrator = await center.SetUpAsync();

        var session = await (await administrator.GetAsync("session")).JsonAsync();
        session["role"]!.GetValue<string>().ShouldBe("administrator");
        session["name"]!.GetValue<string>().ShouldBe("管理员甲");
        session["scope"]!["path"]!.GetValue<string>().ShouldBe("/");
        File.Exists(file).ShouldBeFalse();
        (await center.Store.ReadAsync(db => db.Set<OrgUnit>().SingleAsync(), default)).Path.ShouldBe("/county/");
        using var second = new Browser(center);
        var again = await second.PostAsync("setup", new { code, account = "second", password = CountyPeople.Password, name = "乙" });
        (await again.RefusalAsync()).ShouldBe("409 setup.done");
        (await (await second.GetAsync("setup")).JsonAsync())["needed"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_code_makes_nothing_and_a_wrong_form_tells_every_field_but_no_password()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var browser = new Browser(center);

        var wrong = await browser.PostAsync("setup", new { code = "AAAAA-AAAAA-AAAAA-AAAAA", account = "admin", password = CountyPeople.Password, name = "甲" });
        (await wrong.RefusalAsync()).ShouldBe("403 setup.code.wrong");
        var code = center.Services.GetRequiredService<SetupCode>().Current;
        var form = await browser.PostAsync("setup", new { code, account = "No Blank!", password = "short-one", name = "" });

        form.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await form.WrongFieldsAsync()).ShouldBe(["account", "name", "password"]);
        (await form.Content.ReadAsStringAsync()).ShouldNotContain("short-one");
        (await center.Store.ReadAsync(db => db.Set<Account>().CountAsync(), default)).ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_who_set_up_at_once_one_succeeds()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        var code = center.Services.GetRequiredService<SetupCode>().Current;
        var browsers = Enumerable.Range(0, 6).Select(_ => new Browser(center)).ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, i) =>
            browser.PostAsync("setup", new { code, account = $"admin-{i}", password = CountyPeople.Password, name = "甲" })));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        (await center.Store.ReadAsync(db => db.Set<Account>().CountAsync(), default)).ShouldBe(1);
        browsers.ForEach(browser => browser.Dispose());
    }
}
