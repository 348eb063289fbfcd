using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Gateway.Center.Access;
using Gateway.Center.Tests.Security.Support;
using Gateway.Center.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Security;

/// <summary>
/// Walks every endpoint of the API as every role of another town. What belongs to the first town is answered as what does not exist: same status, same words,
/// nothing of it in any list. An endpoint that is new and names something is asked for here before it can pass.
/// </summary>
public sealed partial class RowScopeTests
{
    private const string Nothing = "nothing-of-that-name";

    // What the parameter names is no thing of a town: a way to people, a secret of its own, a point below a site.
    private static readonly string[] s_noThing = ["/api/v1/channels/{name}/receipts", "/api/v1/answer/{token}", "/openapi/{documentName}.json"];

    // A site is made under the id it is given: that an id is taken cannot be hidden from who makes one. It is still not found.
    private static readonly (string, string)[] s_makes = [("PUT", "/api/v1/sites/{id}")];

    [Fact]
    public async Task What_belongs_to_another_town_is_answered_as_what_does_not_exist()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        await TwoTowns.FillAsync(center);
        var (asked, leaks) = (0, new List<string>());
        foreach (var role in Enum.GetValues<CenterRole>())
        {
            var client = center.SignedInAs(role, TwoTowns.Ours, person: "nobody");
            foreach (var (method, pattern) in Endpoints(center).Where(endpoint => endpoint.Pattern.Contains('{')))
            {
                var kind = KindOf(pattern);
                TwoTowns.Ids.ContainsKey(kind).ShouldBeTrue($"{method} {pattern}: what is '{kind}'? Put one of the first town into TwoTowns.");
                var (theirs, none) = (await AskAsync(client, method, Fill(pattern, TwoTowns.Ids[kind])), await AskAsync(client, method, Fill(pattern, Nothing)));

                asked++;
                if ((int)theirs.Status is < 400 or > 499 || (!s_makes.Contains((method.Method, pattern)) && !IsSame(theirs, none, TwoTowns.Ids[kind])) || ShowsMark(theirs.Body, TwoTowns.Ids[kind]))
                {
                    leaks.Add($"{role} {method} {pattern}: {(int)theirs.Status} {theirs.Body} instead of {(int)none.Status} {none.Body}");
                }
            }
        }

        leaks.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task No_list_report_or_file_of_another_town_shows_any_of_it()
    {
        await using var center = await CenterUnderTest.StartAsync(services: Quiet.NoCalls);
        await TwoTowns.FillAsync(center);
        var (shown, seen) = (0, new HashSet<string>());
        foreach (var role in Enum.GetValues<CenterRole>())
        {
            var (town, county) = (center.SignedInAs(role, TwoTowns.Ours), center.SignedInAs(role));
            foreach (var (_, pattern) in Endpoints(center).Where(endpoint => endpoint.Method == HttpMethod.Get && !endpoint.Pattern.Contains('{')))
            {
                var path = pattern is "/api/v1/warnings" or "/api/v1/ledger" ? pattern + "?limit=500" : pattern;
                (await AskAsync(town, HttpMethod.Get, path)).Body.ShouldNotContain(TwoTowns.Mark, Case.Insensitive, $"{role} {pattern}");
                if ((await AskAsync(county, HttpMethod.Get, path)).Body.Contains(TwoTowns.Mark, StringComparison.OrdinalIgnoreCase))
                {
                    seen.Add(pattern);
                }

                shown++;
            }
        }

        // Who sees the whole county does see it there: so it was the scope that hid it.
        shown.ShouldBeGreaterThan(200);
        foreach (var list in new[] { "sites", "incidents", "warnings", "calls", "dangers", "dangers/proposals", "clocks", "prejudgements", "roster", "people", "units", "accounts", "exchange/tokens", "exchange/subscriptions", "enrolments", "certificates", "ledger", "warnings.csv", "dangers.csv", "ledger.csv" })
        {
            seen.ShouldContain("/api/v1/" + list);
        }
    }

    private static bool IsSame((HttpStatusCode Status, string Body) theirs, (HttpStatusCode Status, string Body) none, string id) =>
        theirs.Status == none.Status && theirs.Body.Replace(id, Nothing, StringComparison.Ordinal) == none.Body;

    private static bool ShowsMark(string body, string id) => body.Replace(id, "", StringComparison.Ordinal).Contains(TwoTowns.Mark, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(HttpMethod Method, string Pattern)> Endpoints(CenterUnderTest center) =>
        from endpoint in center.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where pattern.StartsWith("/api/v1/", StringComparison.Ordinal) && !s_noThing.Contains(pattern) && endpoint.Metadata.GetMetadata<NeededAct>() is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (new HttpMethod(method), pattern);

    /// <summary>The word before the first parameter: <c>/api/v1/sites/{id}/points</c> is of <c>sites</c>.</summary>
    private static string KindOf(string pattern) => pattern[..pattern.IndexOf('{')].TrimEnd('/').Split('/')[^1];

    private static string Fill(string pattern, string id)
    {
        var first = Parameter().Replace(pattern, Uri.EscapeDataString(id), 1);
        return Parameter().Replace(first, match => match.Value switch
        {
            "{leg}" => "leg" + TwoTowns.Mark,
            "{point}" => "gas",
            "{step}" => "submit",
            _ => "1",
        });
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get && method != HttpMethod.Delete)
        {
            request.Content = JsonContent.Create(new { reason = "x", note = "x", kind = "table", accept = false });
        }

        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, TraceId().Replace(await answer.Content.ReadAsStringAsync(), ""));
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex TraceId();
}
