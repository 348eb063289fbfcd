using System.Net;
using Gateway.Center.Access;
using Gateway.Center.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Access;

/// <summary>Holds for every endpoint of every module: none is open by mistake.</summary>
public sealed class GateTests
{
    // Everything else takes a right. Answer pages and receipts carry a secret of their own; exchange has tokens.
    private static readonly string[] s_open =
        ["/api/v1/setup", "/api/v1/session", "/api/v1/session/password", "/api/v1/health", "/api/v1/answer/", "/answer/", "/api/v1/channels/{name}/receipts", "/api/v1/enrol", "/api/v1/enrol/renew"];

    [Fact]
    public async Task Every_endpoint_takes_a_right_or_stands_on_the_short_list_of_open_ones()
    {
        await using var center = await CenterUnderTest.StartAsync();

        var open = ApiOf(center).Where(endpoint => endpoint.Metadata.GetMetadata<NeededAct>() is null).Select(Pattern)
            .Where(pattern => !s_open.Any(known => pattern == known || (known.EndsWith('/') && pattern.StartsWith(known)))).Distinct();

        open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_endpoint_that_takes_a_right_refuses_who_is_not_signed_in()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var nobody = new Browser(center);
        foreach (var (method, path) in Guarded(center))
        {
            // Whatever the body would have been: who is not known learns nothing about it.
            (await nobody.SendAsync(method, path)).StatusCode.ShouldBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType], $"{method} {path}");
        }
    }

    [Fact]
    public async Task Every_changing_endpoint_refuses_without_the_token_of_the_session()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        var changing = Guarded(center).Where(endpoint => endpoint.Method != HttpMethod.Get).ToList();
        changing.Count.ShouldBeGreaterThan(10);
        foreach (var token in new[] { null, "", new string('x', 43) })
        {
            administrator.Csrf = token;
            foreach (var (method, path) in changing)
            {
                (await (await administrator.SendAsync(method, path, new { })).RefusalAsync()).ShouldBe("403 csrf.missing", $"{method} {path}");
            }

            (await (await administrator.DeleteAsync("session")).RefusalAsync()).ShouldBe("403 csrf.missing");
            (await (await administrator.PostAsync("session/password")).RefusalAsync()).ShouldBe("403 csrf.missing");
        }
    }

    [Fact]
    public async Task Another_sites_page_can_not_sign_in_or_change_anything()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        using var administrator = await center.SetUpAsync();
        var account = new { account = CountyPeople.Administrator, password = CountyPeople.Password };

        var signIn = await administrator.SendAsync(HttpMethod.Post, "session", account, ("Sec-Fetch-Site", "cross-site"));
        var change = await administrator.SendAsync(HttpMethod.Delete, "units/county", null, ("Sec-Fetch-Site", "cross-site"));

        (await signIn.RefusalAsync()).ShouldBe("403 origin.foreign");
        (await change.RefusalAsync()).ShouldBe("403 origin.foreign");
    }

    [Fact]
    public async Task Each_role_gets_exactly_what_its_rights_say()
    {
        await using var center = await CenterUnderTest.StartAsync();
        foreach (var role in Enum.GetValues<CenterRole>())
        {
            var client = center.SignedInAs(role);
            foreach (var (path, act) in new[] { ("accounts", CenterAct.ManageAccounts), ("sessions", CenterAct.ManageAccounts), ("units", CenterAct.See), ("people", CenterAct.See) })
            {
                var expected = RoleRights.May(role, act) ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
                (await client.GetAsync(new Uri("/api/v1/" + path, UriKind.Relative))).StatusCode.ShouldBe(expected, $"{role} {path}");
            }
        }
    }

    private static IEnumerable<RouteEndpoint> ApiOf(CenterUnderTest center) => center.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => Pattern(endpoint).StartsWith("/api/v1/", StringComparison.Ordinal) || Pattern(endpoint).StartsWith("/openapi", StringComparison.Ordinal));

    private static IEnumerable<(HttpMethod Method, string Path)> Guarded(CenterUnderTest center) =>
        from endpoint in ApiOf(center)
        where endpoint.Metadata.GetMetadata<NeededAct>() is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (new HttpMethod(method), System.Text.RegularExpressions.Regex.Replace(Pattern(endpoint), @"\{[^}]*\}", "1"));

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
