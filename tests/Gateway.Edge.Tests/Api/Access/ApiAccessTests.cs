using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Gateway.Edge.Api.Access;
using Gateway.Edge.Tests.Configuration;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Tests.Api.Access;

/// <summary>Who may do what at the local API of a real gateway.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ApiAccessTests
{
    private const string Reload = "/api/v1/reload";
    private const string Acknowledge = "/api/v1/alarms/p1/red-high/ack";
    private const string Open = """ "api": {"port": 0, "address": "0.0.0.0", "allowPlainHttp": true}, """;
    private static readonly object s_act = new { actor = "甲", reason = "seen" };

    [Fact]
    public async Task On_loopback_everybody_looks_and_acts_until_the_first_token_is_made_and_then_nobody_acts_without_one()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await PostAsync(gateway, Reload)).ShouldBe(HttpStatusCode.OK);

        var act = Add(gateway, ApiScope.Act);

        (await PostAsync(gateway, Reload)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(gateway, Acknowledge, s_act)).ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.Client.GetAsync(new Uri("/api/v1/points", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK, "looking stays open at the box itself");
        (await PostAsync(gateway, Acknowledge, s_act, act)).ShouldBe(HttpStatusCode.Conflict, "it may; there is nothing to acknowledge");
    }

    [Theory]
    [InlineData(ApiScope.Read, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(ApiScope.Act, HttpStatusCode.Forbidden, HttpStatusCode.Conflict, HttpStatusCode.Forbidden)]
    [InlineData(ApiScope.Configure, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData(ApiScope.Read | ApiScope.Act | ApiScope.Configure, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK)]
    public async Task A_token_opens_its_scope_and_nothing_else(ApiScope scope, HttpStatusCode read, HttpStatusCode act, HttpStatusCode configure)
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = Add(gateway, scope);

        (await GetAsync(gateway, "/api/v1/points", token)).ShouldBe(read);
        (await PostAsync(gateway, Acknowledge, s_act, token)).ShouldBe(act);
        (await PostAsync(gateway, Reload, null, token)).ShouldBe(configure);
    }

    [Fact]
    public async Task Beyond_loopback_nothing_is_told_without_a_token_not_even_the_health()
    {
        await using var gateway = await RunningGateway.StartAsync(ConfigurationFolder.Sound.Replace(""" "api": {"port": 0}, """.Trim(), Open.Trim(), StringComparison.Ordinal));
        foreach (var path in new[] { "/health", "/metrics", "/openapi/v1.json", "/api/v1/points", "/api/v1/offers", "/api/v1/history?point=p1", "/api/v1/none" })
        {
            (await GetAsync(gateway, path)).ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        (await PostAsync(gateway, Reload)).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(gateway, "/health", Add(gateway, ApiScope.Read))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_wrong_expired_revoked_or_unreadable_opens_nothing()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (expired, expiredText) = ApiToken.Make("old", ApiScope.Act | ApiScope.Configure, now.AddDays(-2), TimeSpan.FromDays(1));
        var (revoked, revokedText) = ApiToken.Make("gone", ApiScope.Act | ApiScope.Configure, now, TimeSpan.FromDays(1));
        var file = FileOf(gateway);
        file.Change(_ => [expired, revoked with { RevokedAt = now }]);
        foreach (var text in new[] { expiredText, revokedText, "rgw_" + new string('0', 64), expired.Hash, "", new string('x', 5_000) })
        {
            (await PostAsync(gateway, Reload, null, text)).ShouldBe(HttpStatusCode.Unauthorized, text.Length > 80 ? "long" : text);
        }

        await File.WriteAllTextAsync(file.Path, "{");
        (await PostAsync(gateway, Reload)).ShouldBe(HttpStatusCode.Unauthorized, "a damaged list of tokens closes, it does not open");
    }

    [Fact]
    public async Task The_list_holds_digests_only_and_is_for_the_owner_only()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var text = Add(gateway, ApiScope.Read);
        var file = FileOf(gateway);

        (await File.ReadAllTextAsync(file.Path)).ShouldNotContain(text[4..]);
        File.GetUnixFileMode(file.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (File.GetUnixFileMode(gateway.Runtime.DataFolder) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task Acts_refused_and_granted_stand_in_the_log_with_the_token_and_a_flood_of_refusals_does_not_fill_it()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var token = Add(gateway, ApiScope.Configure, "scada");
        await PostAsync(gateway, Reload, null, token);
        await PostAsync(gateway, Acknowledge, s_act, token);
        for (var i = 0; i < 60; i++)
        {
            await PostAsync(gateway, Reload);
        }

        var records = Records(gateway);
        records.Where(record => record["command"]!.GetValue<string>() == "apiGranted").ShouldHaveSingleItem()["actor"]!.GetValue<string>().ShouldBe("token:scada");
        var refused = records.Where(record => record["command"]!.GetValue<string>() == "apiRefused").ToList();
        refused.ShouldContain(record => record["reason"]!.GetValue<string>() == "scope.missing" && record["actor"]!.GetValue<string>() == "token:scada");
        refused.ShouldContain(record => record["reason"]!.GetValue<string>() == "token.missing" && record["target"]!.GetValue<string>() == "POST " + Reload);
        refused.Count.ShouldBeLessThanOrEqualTo(40, "at most twenty in each of the two minutes this may touch");
        records.ShouldAllBe(record => !record.ToJsonString().Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Host", "evil.example:8080", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Host", "localhost", HttpStatusCode.OK)]
    [InlineData("Host", "BOX.plant.example:8080", HttpStatusCode.OK)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    public async Task A_page_in_a_browser_at_the_box_can_not_make_it_act_whatever_its_name(string header, string value, HttpStatusCode expected)
    {
        await using var gateway = await RunningGateway.StartAsync(
            ConfigurationFolder.Sound.Replace("\"port\": 0", "\"port\": 0, \"allowedHosts\": [\"box.plant.example\"]", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Post, Reload);
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();

        (await gateway.Client.SendAsync(request)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task No_answer_may_be_framed_guessed_at_or_kept()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.Client.GetAsync(new Uri("/api/v1/points", UriKind.Relative));

        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    private static ApiTokenFile FileOf(RunningGateway gateway) => new(gateway.Runtime.DataFolder);

    private static string Add(RunningGateway gateway, ApiScope scopes, string name = "test")
    {
        var (token, text) = ApiToken.Make(name, scopes, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1));
        FileOf(gateway).Change(tokens => [.. tokens, token]);
        return text;
    }

    private static async Task<HttpStatusCode> GetAsync(RunningGateway gateway, string path, string? token = null) => await SendAsync(gateway, HttpMethod.Get, path, null, token);

    private static async Task<HttpStatusCode> PostAsync(RunningGateway gateway, string path, object? body = null, string? token = null) =>
        await SendAsync(gateway, HttpMethod.Post, path, body, token);

    private static async Task<HttpStatusCode> SendAsync(RunningGateway gateway, HttpMethod method, string path, object? body, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body) };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        using var answer = await gateway.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static List<JsonNode> Records(RunningGateway gateway)
    {
        return [.. gateway.Runtime.Log.ReadAfter(0, 16 << 20).Where(entry => entry.Kind == LogEntryKind.Command).Select(entry => JsonNode.Parse(entry.Payload.Span)!)];
    }
}
