using Gateway.Center.Access;
using Gateway.Center.Access.Setup;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Access;

[Collection(ConsoleCollection.Name)]
public sealed class SignInTests(ChromiumFixture chromium)
{
    [Fact]
    public async Task A_new_center_is_set_up_with_its_code_and_then_signed_in_to()
    {
        await using var county = await County.StartBareAsync();
        await using var desk = await Desk.OpenAsync(chromium, county);
        await FillSetupAsync(desk, "0000-0000-0000");
        await desk.At("setup-submit").ClickAsync();
        (await desk.At("setup-refused").InnerTextAsync()).ShouldNotBeEmpty();

        await FillSetupAsync(desk, county.Center.Services.GetRequiredService<SetupCode>().Current!);
        await desk.At("setup-submit").ClickAsync();
        await desk.Is("connection", "data-state", "live");

        await desk.At("sign-out").ClickAsync();
        await desk.SignInAsync(CountyPeople.Administrator);
        await desk.Is("connection", "data-state", "live");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_words_and_a_one_time_password_has_to_be_changed_first()
    {
        await using var county = await County.StartAsync();
        using var administrator = new Gateway.Center.Tests.Support.Browser(county.Center);
        await administrator.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);
        var once = await CountyPeople.OneTimePasswordAsync(administrator, "new-duty", CenterRole.DutyOfficer);
        await using var desk = await Desk.OpenAsync(chromium, county);

        await desk.At("account").FillAsync("new-duty");
        await desk.At("password").FillAsync("wrong");
        await desk.At("sign-in-submit").ClickAsync();
        (await desk.At("sign-in-refused").InnerTextAsync()).ShouldNotBeEmpty();

        await desk.At("password").FillAsync(once);
        await desk.At("sign-in-submit").ClickAsync();
        await desk.At("old-password").FillAsync(once);
        await desk.At("new-password").FillAsync(CountyPeople.Password);
        await desk.At("again-password").FillAsync(CountyPeople.Password);
        await desk.At("change-submit").ClickAsync();
        await desk.Is("connection", "data-state", "live");
    }

    [Fact]
    public async Task A_session_that_has_expired_leads_to_the_door_says_so_and_comes_back_to_the_same_page()
    {
        await using var county = await County.StartAsync();
        await county.AccountAsync("duty-a", CenterRole.DutyOfficer);
        await using var desk = await Desk.SignedInAsync(chromium, county, "duty-a");
        await desk.At("nav-dangers").ClickAsync();
        await desk.At("page-dangers").WaitForAsync();

        county.Time.Advance(TimeSpan.FromHours(13));

        // Nobody touches the page: it asks the center every half minute at the latest.
        await desk.At("sign-in").WaitForAsync(new LocatorWaitForOptions { Timeout = 90_000 });
        (await desk.At("door-note").InnerTextAsync()).ShouldContain("会话已结束");
        await desk.SignInAsync("duty-a");
        await desk.At("page-dangers").WaitForAsync();
    }

    private static async Task FillSetupAsync(Desk desk, string code)
    {
        await desk.At("setup-code").FillAsync(code);
        await desk.At("setup-account").FillAsync(CountyPeople.Administrator);
        await desk.At("setup-name").FillAsync("管理员甲");
        await desk.At("setup-password").FillAsync(CountyPeople.Password);
        await desk.At("setup-again").FillAsync(CountyPeople.Password);
    }
}
