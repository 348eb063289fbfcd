using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity;
using Gateway.Center.Tests.Support;
using Gateway.Console.Tests.Accessibility;
using Gateway.Console.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Gateway.Console.Tests.Access;

/// <summary>What an administrator does on the page of gateway identities, and a gateway with what it shows.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class EnrolmentPageTests(ChromiumFixture chromium, ReadyCounty ready)
{
    // The page learns of a gateway by itself; a busy machine may take its time.
    private static readonly LocatorWaitForOptions s_patient = new() { Timeout = 90_000 };

    [Fact]
    public async Task A_token_made_on_the_page_enrols_a_gateway_once_and_its_certificate_is_revoked_there()
    {
        await using var county = await County.StartAsync();
        await using var desk = await Desk.SignedInAsync(chromium, county, CountyPeople.Administrator);
        await desk.At("nav-identities").ClickAsync();
        await desk.At("enrolment-add").ClickAsync();
        await desk.PickAsync("enrolment-site", "甲镇罐区 · site-a");
        (await desk.At("field-hours").InnerTextAsync()).ShouldContain("1 至 72");

        var secret = await MakeAsync(desk, "2");
        (await desk.At("enrol-line").InnerTextAsync()).ShouldContain($"gateway enrol --center {new Uri(county.Center.Address).GetLeftPart(UriPartial.Authority)} --ca county-ca.pem --token-file token --out ");
        (await desk.At("enrol-line").InnerTextAsync()).ShouldNotContain(secret);
        await desk.At("enrol-local").WaitForAsync();
        (await WhereAsync(desk, secret)).ShouldBe(["document"], "shown, and kept nowhere");
        await CloseAsync(desk);
        (await WhereAsync(desk, secret)).ShouldBeEmpty();

        await desk.Is("enrolment-row", "data-state", "open");
        var serial = await county.EnrolledAsync(secret);
        await desk.At("enrolment-row", "data-state", "used").WaitForAsync(s_patient);
        var certificate = desk.At("certificate-row", "data-id", serial);
        await certificate.And(desk.At("certificate-row", "data-state", "good")).WaitForAsync(s_patient);
        (await certificate.InnerTextAsync()).ShouldContain("甲镇罐区");
        (await county.EnrolAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await certificate.GetByTestId("certificate-revoke").ClickAsync();
        await Assertions.Expect(desk.At("reason-dialog")).ToContainTextAsync("revoked.pem");
        await desk.At("reason-confirm").ClickAsync();
        await certificate.And(desk.At("certificate-row", "data-state", "revoked")).WaitForAsync(s_patient);
        (await certificate.GetByTestId("certificate-revoke").CountAsync()).ShouldBe(0);
        desk.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_site_that_is_not_there_yet_is_typed_a_secret_goes_with_the_page_and_a_revoked_token_is_good_for_nothing()
    {
        await using var county = await County.StartAsync();
        await using var desk = await Desk.SignedInAsync(chromium, county, CountyPeople.Administrator);
        await desk.At("nav-identities").ClickAsync();
        await desk.At("enrolment-add").ClickAsync();
        await TypeSiteAsync(desk, "site-new");
        await desk.At("enrolment-edge").FillAsync("edge 2");
        await desk.At("enrolment-hours").FillAsync("73");
        await desk.At("enrolment-save").ClickAsync();
        await desk.At("error-hours").WaitForAsync();
        await desk.At("error-edge").WaitForAsync();
        await desk.At("enrolment-edge").FillAsync("edge-2");

        var secret = await MakeAsync(desk, "72");
        await desk.Page.GoBackAsync();
        await desk.At("page-overview").WaitForAsync();
        (await WhereAsync(desk, secret)).ShouldBeEmpty();

        await desk.Page.GoForwardAsync();
        var row = desk.At("enrolment-row");
        await Assertions.Expect(row).ToContainTextAsync("site-new");
        (await WhereAsync(desk, secret)).ShouldBeEmpty();
        await row.GetByTestId("enrolment-revoke").ClickAsync();
        await desk.At("reason-confirm").ClickAsync();
        await desk.At("enrolment-row", "data-state", "revoked").WaitForAsync(s_patient);
        (await county.EnrolAsync(secret)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        desk.Errors.ShouldAllBe(error => error.Contains("400") && error.Contains("/api/v1/enrolments"), "only what was typed wrong is refused");
    }

    [Fact]
    public async Task The_dialogs_of_the_page_can_be_read_and_used_by_everybody()
    {
        var wrong = new List<string>();
        await using var county = await County.StartAsync();
        foreach (var look in new[] { new Look("zh", "dark"), new Look("en", Width: 390, Height: 844) })
        {
            await using var desk = await Desk.SignedInAsync(chromium, county, CountyPeople.Administrator, look);
            await desk.GoAsync("/identities");
            await desk.At("enrolment-add").ClickAsync();
            await desk.At("enrolment-form").WaitForAsync();
            await LookAsync(desk, $"{look} form", wrong);
            await TypeSiteAsync(desk, "site-a");
            await county.EnrolledAsync(await MakeAsync(desk, "24"));
            await LookAsync(desk, $"{look} secret", wrong);
            await CloseAsync(desk);
            await desk.At("certificate-revoke").First.ClickAsync(new LocatorClickOptions { Timeout = s_patient.Timeout });
            await desk.At("reason-dialog").WaitForAsync();
            await LookAsync(desk, $"{look} revoke", wrong);
            desk.Errors.ShouldBeEmpty();
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_authority_and_the_key_of_the_center_come_as_files()
    {
        await using var desk = await Desk.SignedInAsync(chromium, ready.County, CountyPeople.Administrator);
        await desk.GoAsync("/identities");
        var services = ready.County.Center.Services;

        using var authority = X509Certificate2.CreateFromPem(await DownloadAsync(desk, "identity-authority", "county-ca.pem"));
        using var ours = X509Certificate2.CreateFromPem(services.GetRequiredService<CountyAuthority>().Pem);
        authority.Thumbprint.ShouldBe(ours.Thumbprint);
        (await DownloadAsync(desk, "identity-offer-key", "offer-key.pem")).Trim().ShouldBe(services.GetRequiredService<OfferKey>().PublicPem.Trim());
    }

    [Fact]
    public async Task Who_may_not_manage_settings_neither_sees_the_page_nor_gets_to_it_by_its_address()
    {
        foreach (var account in new[] { ReadyCounty.Officer, ReadyCounty.Leader })
        {
            await using var desk = await Desk.SignedInAsync(chromium, ready.County, account);
            await desk.At("nav-warnings").WaitForAsync();
            (await desk.At("nav-identities").CountAsync()).ShouldBe(0);
            await desk.GoAsync("/identities");
            await desk.At("page-overview").WaitForAsync();
            (await desk.At("page-identities").CountAsync()).ShouldBe(0);

            using var browser = new Gateway.Center.Tests.Support.Browser(ready.County.Center);
            await browser.SignInAsync(account, CountyPeople.Password);
            foreach (var path in new[] { "enrolments", "certificates", "identity" })
            {
                (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{account} {path}");
            }
        }
    }

    /// <summary>Sends the form as it is filled, but for the hours.</summary>
    /// <returns>The secret that is shown.</returns>
    private static async Task<string> MakeAsync(Desk desk, string hours)
    {
        await desk.At("enrolment-hours").FillAsync(hours);
        await desk.At("enrolment-save").ClickAsync();
        await Assertions.Expect(desk.At("secret")).ToHaveTextAsync(new Regex("^rge_[0-9a-f]{64}$"));
        await desk.At("enrolment-form").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        return await desk.At("secret").InnerTextAsync();
    }

    private static async Task TypeSiteAsync(Desk desk, string site)
    {
        await desk.At("enrolment-site").ClickAsync();
        await desk.Page.Keyboard.TypeAsync(site);
        await desk.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = site, Exact = true }).WaitForAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.At("enrolment-site")).ToContainTextAsync(site);
    }

    private static async Task CloseAsync(Desk desk)
    {
        await desk.At("secret-close").ClickAsync();
        await desk.At("secret").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Where a page still has a text: in what it shows, in its fields, in what the browser keeps for it, in its address.</summary>
    private static Task<string[]> WhereAsync(Desk desk, string text) => desk.Page.EvaluateAsync<string[]>(
        """
        async text => {
          const places = {
            document: document.documentElement.outerHTML,
            fields: [...document.querySelectorAll('input, textarea')].map(e => e.value).join(),
            stores: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys()]),
            cookies: document.cookie,
            address: location.href + JSON.stringify(history.state),
          }
          return Object.keys(places).filter(place => places[place].includes(text))
        }
        """,
        text);

    private static async Task<string> DownloadAsync(Desk desk, string button, string name)
    {
        var download = await desk.Page.RunAndWaitForDownloadAsync(() => desk.At(button).ClickAsync());
        download.SuggestedFilename.ShouldBe(name);
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static async Task LookAsync(Desk desk, string what, List<string> wrong)
    {
        wrong.AddRange((await Axe.FindingsAsync(desk)).Select(one => $"{what}: {one}"));
        wrong.AddRange((await Axe.FaintShapesAsync(desk)).Select(one => $"{what}: {one}"));
        if (await desk.OverhangAsync() > 0)
        {
            wrong.Add($"{what}: wider than the window");
        }
    }
}
