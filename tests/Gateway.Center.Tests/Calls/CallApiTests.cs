using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Calls;
using Gateway.Center.Ledger;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Notifications.People;
using Gateway.Notifications.Provider;
using Gateway.Notifications.Webhook;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Calls;

public sealed class CallApiTests
{
    private const string Secret = "test-secret-of-receipts";

    [Fact]
    public async Task A_call_is_seen_in_its_scope_only_and_answered_by_its_person_or_the_duty_officer()
    {
        await using var center = await StartAsync(new FakeChannel("sms"));
        await OpenAsync(center, "i1");
        using var town = center.SignedInAs(CenterRole.Town, "/county/town/");
        (await town.GetFromJsonAsync<JsonElement>("/api/v1/calls/call-i1")).GetProperty("state").GetString().ShouldBe("running");
        foreach (var other in new[] { center.SignedInAs(CenterRole.Town, "/county/other/"), center.SignedInAs(CenterRole.Enterprise, "/county/town/entx/") })
        {
            (await other.GetAsync("/api/v1/calls/call-i1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.GetFromJsonAsync<JsonElement>("/api/v1/calls")).GetArrayLength().ShouldBe(0);
            (await AnswerAsync(other, await LegAsync(center, "a"))).ShouldBe(HttpStatusCode.NotFound);
        }

        var leg = await LegAsync(center, "a");
        (await AnswerAsAsync(center.SignedInAs(CenterRole.DutyOfficer), leg)).ShouldBe("telephone");
        (await AnswerAsAsync(center.SignedInAs(CenterRole.Enterprise, CountyBuilder.Enterprise, "a"), leg)).ShouldBe("console");
        (await AnswerAsAsync(center.SignedInAs(CenterRole.Enterprise, CountyBuilder.Enterprise, "somebody"), leg)).ShouldBeNull();
        (await AnswerAsAsync(center.SignedInAs(CenterRole.Inspector), leg)).ShouldBeNull();
        (await AnswerAsync(center.SignedInAs(CenterRole.Enterprise, CountyBuilder.Enterprise, "somebody"), leg)).ShouldBe(HttpStatusCode.Forbidden);
        (await AnswerAsync(center.SignedInAs(CenterRole.DutyOfficer), leg)).ShouldBe(HttpStatusCode.OK);
        (await AnswerAsync(center.SignedInAs(CenterRole.Enterprise, CountyBuilder.Enterprise, "a"), leg)).ShouldBe(HttpStatusCode.Conflict);

        var call = await town.GetFromJsonAsync<JsonElement>("/api/v1/calls/call-i1");
        call.GetProperty("state").GetString().ShouldBe("answered");
        (await AnswerAsAsync(center.SignedInAs(CenterRole.DutyOfficer), leg)).ShouldBeNull();
        call.GetProperty("legs").EnumerateArray().Single(one => one.GetProperty("id").GetString() == leg).GetProperty("answeredOver").GetString().ShouldBe("telephone");
    }

    [Fact]
    public async Task A_link_shows_a_page_without_acting_confirms_once_and_then_is_gone()
    {
        var sms = new FakeChannel("sms");
        await using var center = await StartAsync(sms);
        await OpenAsync(center, "i1");
        await Eventually.TrueAsync(() => !sms.Sent.IsEmpty);
        var path = new Uri(sms.Sent.First().AnswerLink!).PathAndQuery;
        using var anybody = center.Anonymous();

        var page = await anybody.GetAsync(path);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await page.Content.ReadAsStringAsync()).ShouldContain("<button name=\"answer\"");
        (await StateAsync(center)).ShouldBe(CallState.Running, "opening the page answers nothing");
        (await PostAsync(anybody, path)).ShouldBe(HttpStatusCode.OK);
        (await StateAsync(center)).ShouldBe(CallState.Answered);
        (await PostAsync(anybody, path)).ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Guessed_and_expired_links_answer_nothing_and_the_token_stands_nowhere()
    {
        var sms = new FakeChannel("sms");
        await using var center = await StartAsync(sms);
        await OpenAsync(center, "i1");
        await Eventually.TrueAsync(() => !sms.Sent.IsEmpty);
        var path = new Uri(sms.Sent.First().AnswerLink!).PathAndQuery;
        var token = path.Split('/')[^1];
        using var anybody = center.Anonymous();
        (await PostAsync(anybody, path[..^1] + (path[^1] == 'A' ? 'B' : 'A'))).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(anybody, "/api/v1/answer/" + new string('x', 22))).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(anybody, "/api/v1/answer/x")).ShouldBe(HttpStatusCode.NotFound);
        var bodies = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Select(entry => entry.Body).ToListAsync(), CancellationToken.None);
        bodies.ShouldAllBe(body => !body.Contains(token));

        center.Time.SetUtcNow(center.Time.GetUtcNow().AddHours(25));
        (await PostAsync(anybody, path)).ShouldBe(HttpStatusCode.NotFound);
        (await StateAsync(center)).ShouldBe(CallState.Running);
    }

    [Fact]
    public async Task Receipts_are_taken_only_with_a_fresh_signature_and_once()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Secret);
        var sms = new FakeChannel("sms", "mobile");
        await using var center = await StartAsync(sms, new ProviderOptions { Name = "mobile", Url = "https://provider.example.invalid/", ReceiptSecret = new SecretSource { File = file } });
        await OpenAsync(center, "i1");
        await Eventually.TrueAsync(async () => await center.Store.ReadAsync(db => db.Set<CallLeg>().AnyAsync(leg => leg.Channel == "sms" && leg.SentAt != null), CancellationToken.None));
        var id = sms.Sent.First().Id;
        using var provider = center.Anonymous();
        var now = center.Time.GetUtcNow().ToUnixTimeSeconds();

        (await ReceiptAsync(provider, $$"""{"event":"delivered","id":"{{id}}"}""", now, "wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await ReceiptAsync(provider, $$"""{"event":"delivered","id":"{{id}}"}""", now - 301, Secret)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StateAsync(center)).ShouldBe(CallState.Running);
        (await ReceiptAsync(provider, $$"""{"event":"delivered","id":"{{id}}"}""", now, Secret)).ShouldBe(HttpStatusCode.NoContent);
        (await ReceiptAsync(provider, $$"""{"event":"delivered","id":"{{id}}"}""", now, Secret)).ShouldBe(HttpStatusCode.NoContent);
        (await ReceiptAsync(provider, """{"event":"answered","from":"00000000001","answer":"1"}""", now, Secret)).ShouldBe(HttpStatusCode.NoContent);

        (await StateAsync(center)).ShouldBe(CallState.Answered);
        var kinds = await center.Store.ReadAsync(db => db.Set<LedgerEntry>().Where(entry => entry.Subject == "i1").Select(entry => entry.Kind).ToListAsync(), CancellationToken.None);
        kinds.Count(kind => kind == "call.delivered").ShouldBe(1);
        File.Delete(file);
    }

    [Fact]
    public async Task A_channel_that_hangs_does_not_delay_another()
    {
        var (sms, voice) = (new FakeChannel("sms"), new FakeChannel("voice"));
        var hang = new TaskCompletionSource<PersonReply>();
        sms.Does = (_, cancellation) => new ValueTask<PersonReply>(hang.Task.WaitAsync(cancellation));
        await using var center = await StartAsync(sms, more: voice);
        await OpenAsync(center, "i1");
        await Eventually.TrueAsync(() => !sms.Sent.IsEmpty);

        await Eventually.TrueAsync(() =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(15));
            return !voice.Sent.IsEmpty;
        });

        hang.Task.IsCompleted.ShouldBeFalse();
    }

    private static async Task<string?> AnswerAsAsync(HttpClient client, string leg) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/calls/call-i1")).GetProperty("legs").EnumerateArray().Single(one => one.GetProperty("id").GetString() == leg)
            .GetProperty("answerAs").GetString();

    private static async Task<CenterUnderTest> StartAsync(FakeChannel channel, ProviderOptions? provider = null, FakeChannel? more = null)
    {
        var calls = new CallOptions { PublicAddress = "https://center.example.invalid", Providers = provider is null ? [] : [provider] };
        var center = await CenterUnderTest.StartAsync(options => options with { Calls = calls }, services =>
        {
            services.AddSingleton<IPersonChannel>(channel);
            if (more is not null)
            {
                services.AddSingleton<IPersonChannel>(more);
            }
        });
        await center.Store.AddCountyAsync();
        await center.Store.AddPersonAsync("a", "ent", "leader-on-duty");
        return center;
    }

    private static Task OpenAsync(CenterUnderTest center, string id) => center.Store.WriteAsync(
        async work =>
        {
            var incident = CountyBuilder.Incident(id, WarningTier.Orange, work.Now);
            work.Db.Add(incident);
            foreach (var observer in center.Services.GetServices<IIncidentObserver>())
            {
                await observer.ChangedAsync(work, incident, IncidentChange.Opened);
            }
        },
        CancellationToken.None);

    private static Task<string> LegAsync(CenterUnderTest center, string person) =>
        center.Store.ReadAsync(db => db.Set<CallLeg>().Where(leg => leg.PersonId == person && leg.Channel == "sms").Select(leg => leg.Id).FirstAsync(), CancellationToken.None);

    private static Task<CallState> StateAsync(CenterUnderTest center) => center.Store.ReadAsync(db => db.Set<Call>().Select(call => call.State).SingleAsync(), CancellationToken.None);

    private static async Task<HttpStatusCode> AnswerAsync(HttpClient client, string leg) =>
        (await client.PostAsJsonAsync($"/api/v1/calls/call-i1/legs/{leg}/answer", new { answer = "received" })).StatusCode;

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path)
    {
        using var form = new FormUrlEncodedContent([new("answer", "received")]);
        return (await client.PostAsync(path, form)).StatusCode;
    }

    private static async Task<HttpStatusCode> ReceiptAsync(HttpClient client, string body, long time, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/channels/mobile/receipts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(WebhookSignature.TimestampHeader, time.ToString());
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Compute(secret, time, Encoding.UTF8.GetBytes(body)));
        return (await client.SendAsync(request)).StatusCode;
    }
}
