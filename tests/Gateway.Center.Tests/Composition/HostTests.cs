using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Composition;

public sealed class HostTests
{
    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_a_browser()
    {
        await using var center = await WithConsoleAsync();
        using var browser = new Browser(center);
        foreach (var path in new[] { "/", "/assets/app.js", "/api/v1/health", "/api/v1/units", "/nothing.txt" })
        {
            var answer = await browser.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
            answer.Headers.Contains("Permissions-Policy").ShouldBeTrue();
            answer.Headers.Contains("Server").ShouldBeFalse();
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_page_of_the_console_is_its_index_but_never_below_the_api_and_only_hashed_files_are_kept()
    {
        await using var center = await WithConsoleAsync();
        using var browser = new Browser(center);

        (await (await browser.GetAsync("/incidents/42")).Content.ReadAsStringAsync()).ShouldBe("<html>console</html>");
        (await browser.GetAsync("/incidents/42")).Headers.CacheControl!.ToString().ShouldBe("no-cache");
        (await browser.GetAsync("/assets/app.js")).Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await browser.GetAsync("/api/v1/health")).Headers.CacheControl!.ToString().ShouldBe("no-store");
        foreach (var path in new[] { "/api/v1/none", "/live/none", "/answer/none/at/all", "/assets/none.js" })
        {
            (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await (await browser.GetAsync("/api/v1/none")).RefusalAsync()).ShouldBe("404 not.found");
    }

    [Fact]
    public async Task Over_https_the_cookie_is_bound_to_it_and_browsers_are_told_to_stay()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("center.pfx"), Certificate());
        await using var center = await CenterUnderTest.StartAsync(
            options => options with { Web = options.Web with { Certificate = folder.File("center.pfx") } }, realSignIn: true);
        using var administrator = await center.SetUpAsync(checkServer: false);

        center.Address.ShouldStartWith("https://");
        var answer = await administrator.SignInAsync(CountyPeople.Administrator, CountyPeople.Password);
        answer.Headers.GetValues("Set-Cookie").Single().ShouldMatch("^__Host-center=.*secure.*");
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
        (await administrator.GetAsync("units")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Errors_say_code_and_reason_in_both_languages_and_never_a_stack()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var client = center.SignedInAs(CenterRole.Administrator);
        using var broken = new StringContent("{ not json", System.Text.Encoding.UTF8, "application/json");
        using var huge = new ByteArrayContent(new byte[1_200_000]);

        var answer = await client.PostAsync(new Uri("/api/v1/units", UriKind.Relative), broken);
        (await answer.RefusalAsync()).ShouldBe("400 request.wrong");
        var why = (await answer.JsonAsync())["why"]!;
        why["zh"]!.GetValue<string>().ShouldBe("请求无法理解");
        why["en"]!.GetValue<string>().ShouldBe("the request cannot be understood");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("   at ");
        (await (await client.PostAsync(new Uri("/api/v1/organisation/import", UriKind.Relative), huge)).RefusalAsync()).ShouldBe("413 request.too.large");
    }

    [Fact]
    public async Task Health_is_short_for_strangers_and_the_description_of_the_api_is_for_who_is_signed_in()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var stranger = new Browser(center);
        var client = center.SignedInAs(CenterRole.Inspector);

        (await (await stranger.GetAsync("health")).JsonAsync()).AsObject().Select(pair => pair.Key).ShouldBe(["state", "at"]);
        (await (await client.GetAsync(new Uri("/api/v1/health", UriKind.Relative))).JsonAsync())["database"]!["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await stranger.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative))).JsonAsync())["paths"]!["/api/v1/units"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_tries_to_sign_in_too_often_or_calls_too_much_is_slowed_down_and_told_when()
    {
        await using var center = await CenterUnderTest.StartAsync(
            options => options with { Access = options.Access with { SignInsPerMinute = 5, CallsPerMinute = 60 } }, realSignIn: true);
        using var browser = new Browser(center);
        var tries = new List<HttpResponseMessage>();
        for (var i = 0; i < 6; i++)
        {
            tries.Add(await browser.SignInAsync($"name-{i}", "some long password"));
        }

        tries.Take(5).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        (await tries[5].RefusalAsync()).ShouldBe("429 too.many");
        tries[5].Headers.RetryAfter.ShouldNotBeNull();
        var calls = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => browser.GetAsync("units")));
        calls.ShouldContain(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    private static async Task<CenterUnderTest> WithConsoleAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), "<html>console</html>");
        await File.WriteAllTextAsync(Path.Combine(folder, "assets", "app.js"), "1");
        return await CenterUnderTest.StartAsync(options => options with { Web = options.Web with { ConsoleFolder = folder } });
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.Export(X509ContentType.Pfx);
    }
}
