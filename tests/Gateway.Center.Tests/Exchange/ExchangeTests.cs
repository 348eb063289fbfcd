using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Exchange.Natural;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Evidence;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Notifications.Cap;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Center.Tests.Exchange;

public sealed class ExchangeTests
{
    private const string Root = "/api/exchange/v1/";

    [Fact]
    public async Task A_token_is_shown_once_kept_as_digest_and_good_until_it_expires_or_is_revoked()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var (client, id, secret) = await TokenAsync(center, "/", "sites");

        (await client.GetAsync(Root + "sites")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await center.SignedInAs(CenterRole.Administrator).GetStringAsync("/api/v1/exchange/tokens")).ShouldNotContain(secret);
        (await center.Store.ReadAsync(db => db.Set<ExchangeToken>().Select(token => token.Hash).SingleAsync(), default)).ShouldNotContain(secret);
        (await center.Anonymous().GetAsync(Root + "sites")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync(Root + "warnings")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await center.SignedInAs(CenterRole.Administrator).DeleteAsync($"/api/v1/exchange/tokens/{id}");
        (await client.GetAsync(Root + "sites")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var (second, _, _) = await TokenAsync(center, "/", "sites");
        center.Time.Jump(TimeSpan.FromDays(366));
        (await second.GetAsync(Root + "sites")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_sees_its_scope_only()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        var (client, _, _) = await TokenAsync(center, "/county/town/site-b/", "sites", "values", "warnings", "handling", "dangers");

        foreach (var path in new[] { "sites", "devices", "availability", "warnings", "incidents", "changes", "handling", "dangers", "cap/feed.atom" })
        {
            var reply = await client.GetAsync(Root + path);
            reply.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await reply.Content.ReadAsStringAsync()).ShouldNotContain("site-a", Case.Sensitive, path);
        }

        (await client.GetAsync(Root + "sites/site-a/points")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync(Root + $"cap/{Board.Incident}.xml")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_follows_the_changes_misses_nothing_and_gets_nothing_twice_nor_the_audit_trail()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        var (client, _, _) = await TokenAsync(center, "/", "warnings", "handling");
        await Board.FactAsync(center, "danger.found", "d-1", "site-a", new { });

        var (kinds, after, more) = (new List<string>(), 0L, true);
        while (more)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"{Root}changes?limit=1&after={after}");
            kinds.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!));
            (after, more) = (page.GetProperty("next").GetInt64(), page.GetProperty("more").GetBoolean());
        }

        kinds.Where(kind => !kind.StartsWith("prejudgement.")).ShouldBe(["warning.received", "incident.opened", "call.answered", "call.answered"]);
        await Board.FactAsync(center, "call.ended", "call-1", "site-a", new { });
        (await client.GetStringAsync($"{Root}changes?after={after}")).ShouldContain("call.ended");
    }

    [Fact]
    public async Task A_warning_about_nature_told_twice_is_stored_once()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var (client, _, _) = await TokenAsync(center, "/county/town/", "tellNatural");
        var draft = NaturalWarningTests.Draft(center, "/county/town/", "met-7");

        (await client.PostAsJsonAsync(Root + "natural-warnings", draft)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await client.PostAsJsonAsync(Root + "natural-warnings", draft)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsJsonAsync(Root + "natural-warnings", NaturalWarningTests.Draft(center, "/county/other/", "met-8"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await CountAsync(center)).ShouldBe(1);
    }

    [Fact]
    public async Task Official_cap_messages_are_taken_updated_and_cancelled_and_exercises_are_not()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var (client, _, _) = await TokenAsync(center, "/county/", "tellNatural");
        var alert = Official("1", CapMessageType.Alert);

        (await OutcomeAsync(client, alert)).ShouldBe("taken");
        (await OutcomeAsync(client, alert)).ShouldBe("known");
        (await OutcomeAsync(client, Official("9", CapMessageType.Alert) with { Status = CapStatus.Exercise })).ShouldBe("ignored");
        (await OutcomeAsync(client, Official("2", CapMessageType.Update, "1"))).ShouldBe("taken");
        (await CountAsync(center, standing: true)).ShouldBe(1);
        (await OutcomeAsync(client, Official("3", CapMessageType.Cancel, "2"))).ShouldBe("ended");
        (await CountAsync(center, standing: true)).ShouldBe(0);
        (await PostAsync(client, Encoding.UTF8.GetBytes("<!DOCTYPE a><alert/>"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(client, new byte[CapReader.MaxBytes + 1])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Abnormal_use_of_power_becomes_a_warning_of_the_site()
    {
        var intake = new TakingIntake();
        await using var center = await CenterUnderTest.StartAsync(services: services => services.Replace(ServiceDescriptor.Singleton<IWarningIntake>(intake)));
        await Board.SetUpAsync(center);
        var (client, _, _) = await TokenAsync(center, "/county/town/site-a/", "tellPower");
        object Told(string site, string tier) => new { id = "p-1", site, line = "l1", tier, reasonZh = "停产企业夜间用电", time = center.Time.GetUtcNow() };

        (await client.PostAsJsonAsync(Root + "power-events", Told("site-a", "yellow"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsJsonAsync(Root + "power-events", Told("site-b", "yellow"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.PostAsJsonAsync(Root + "power-events", Told("site-a", "pink"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        intake.Taken.ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Tier.ShouldBe("yellow"), m => m.Point.ShouldBe("power.l1"), m => m.Rule.UnreviewedDefault.ShouldBeTrue());
    }

    [Fact]
    public async Task The_interface_describes_itself()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var (client, _, _) = await TokenAsync(center, "/", "sites");

        var paths = (await client.GetFromJsonAsync<JsonElement>(Root + "openapi/exchange-v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        paths.ShouldContain("/api/exchange/v1/changes");
        paths.ShouldAllBe(path => path.StartsWith(Root, StringComparison.Ordinal));
    }

    internal static async Task<(HttpClient Client, string Id, string Secret)> TokenAsync(CenterUnderTest center, string scope, params string[] rights)
    {
        var reply = await center.SignedInAs(CenterRole.Administrator).PostAsJsonAsync("/api/v1/exchange/tokens", new { name = "市平台", scopePath = scope, rights });
        reply.StatusCode.ShouldBe(HttpStatusCode.Created, await reply.Content.ReadAsStringAsync());
        var made = await reply.Content.ReadFromJsonAsync<JsonElement>();
        var client = center.Anonymous();
        var secret = made.GetProperty("token").GetString()!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return (client, made.GetProperty("id").GetString()!, secret);
    }

    private static Task<int> CountAsync(CenterUnderTest center, bool standing = false) =>
        center.Store.ReadAsync(db => db.Set<NaturalWarning>().CountAsync(warning => !standing || warning.EndedAt == null), default);

    private static CapAlert Official(string identifier, CapMessageType type, string? of = null) => new()
    {
        Identifier = identifier, Sender = "met@example.invalid", Sent = DateTimeOffset.UnixEpoch, Status = CapStatus.Actual, MessageType = type, Scope = CapScope.Public,
        References = of is null ? [] : [new CapReference("met@example.invalid", of, DateTimeOffset.UnixEpoch)],
        Infos = [new CapInfo { Language = "zh-CN", Categories = [CapCategory.Met], Event = "暴雨", Urgency = CapUrgency.Expected, Severity = CapSeverity.Severe, Certainty = CapCertainty.Likely, Headline = "暴雨红色预警" }],
    };

    private static async Task<string?> OutcomeAsync(HttpClient client, CapAlert alert)
    {
        var reply = await PostAsync(client, CapWriter.Write(alert));
        reply.StatusCode.ShouldBe(HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("outcome").GetString();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cap+xml");
        return client.PostAsync(Root + "natural-warnings/cap", content);
    }

    private sealed class TakingIntake : IWarningIntake
    {
        public List<WarningMessage> Taken { get; } = [];

        public Task<Warning?> TakeAsync(CenterWork work, Site site, string edgeId, WarningMessage message, WarningOrigin origin)
        {
            Taken.Add(message);
            return Task.FromResult<Warning?>(null);
        }
    }
}
