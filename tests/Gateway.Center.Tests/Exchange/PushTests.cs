using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Exchange;
using Gateway.Center.Exchange.Push;
using Gateway.Center.Tests.Evidence;
using Gateway.Center.Tests.Support;
using Gateway.Notifications.Webhook;
using Gateway.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Center.Tests.Exchange;

public sealed class PushTests
{
    [Fact]
    public async Task Facts_arrive_in_order_signed_and_once_over_an_outage_of_the_platform()
    {
        await using var platform = await Platform.StartAsync(503, 500, 503);
        await using var center = await StartAsync();
        await Board.SetUpAsync(center);
        var secret = await SubscribeAsync(center, platform.Url);

        await ArriveAsync(center, platform, "call.answered", 2);
        await Board.FactAsync(center, "call.ended", "call-1", "site-a", new { });
        await ArriveAsync(center, platform, "call.ended", 1);

        var sequences = platform.Taken.SelectMany(request => request.Items).Select(item => item.GetProperty("sequence").GetInt64()).ToList();
        sequences.ShouldBe(sequences.Distinct().Order());
        foreach (var request in platform.Taken)
        {
            WebhookSignature.Compute(secret, long.Parse(request.Timestamp), Encoding.UTF8.GetBytes(request.Body)).ShouldBe(request.Signature);
        }
    }

    [Fact]
    public async Task What_is_refused_for_good_is_put_aside_shown_and_can_be_sent_again()
    {
        await using var platform = await Platform.StartAsync(400, 400);
        await using var center = await StartAsync();
        await Board.SetUpAsync(center);
        await SubscribeAsync(center, platform.Url);
        var administrator = center.SignedInAs(CenterRole.Administrator);

        async Task<List<JsonElement>> Letters() => (await administrator.GetFromJsonAsync<List<JsonElement>>("/api/v1/exchange/dead-letters"))!;
        await RunUntilAsync(center, async () => (await Letters()).Count == 1);
        platform.Taken.ShouldBeEmpty();
        await administrator.PostAsync($"/api/v1/exchange/dead-letters/{(await Letters())[0].GetProperty("id").GetString()}/again", null);

        await ArriveAsync(center, platform, "call.answered", 2);
        (await Letters()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_of_this_machine_are_not_called_unless_allowed()
    {
        await using var platform = await Platform.StartAsync();
        await using var center = await CenterUnderTest.StartAsync();
        await Board.SetUpAsync(center);
        await SubscribeAsync(center, platform.Url);

        await RunUntilAsync(center, () => center.Store.ReadAsync(db => db.Set<ExchangeSubscription>().AnyAsync(s => s.Failures > 0 && s.Trouble != null), default));

        platform.Taken.ShouldBeEmpty();
    }

    private static Task<CenterUnderTest> StartAsync() => CenterUnderTest.StartAsync(
        options => options with { Exchange = new ExchangeOptions { Push = new PushOptions { AllowLocalTargets = true, Refusals = 2, FirstWait = TimeSpan.FromSeconds(1) } } });

    private static async Task<string> SubscribeAsync(CenterUnderTest center, string url)
    {
        var reply = await center.SignedInAs(CenterRole.Administrator)
            .PostAsJsonAsync("/api/v1/exchange/subscriptions", new { name = "市平台", url, rights = new[] { "warnings", "handling" }, after = 0 });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    private static Task ArriveAsync(CenterUnderTest center, Platform platform, string kind, int count) => RunUntilAsync(
        center, () => Task.FromResult(platform.Taken.SelectMany(request => request.Items).Count(item => item.GetProperty("kind").GetString() == kind) == count));

    private static Task RunUntilAsync(CenterUnderTest center, Func<Task<bool>> condition) => Eventually.TrueAsync(async () =>
    {
        center.Time.Advance(TimeSpan.FromSeconds(2));
        return await condition();
    });

    private sealed class Platform : IAsyncDisposable
    {
        private readonly WebApplication _web;
        private readonly ConcurrentQueue<int> _statuses;

        private Platform(WebApplication web, int[] statuses) => (_web, _statuses) = (web, new ConcurrentQueue<int>(statuses));

        public ConcurrentQueue<Push> Taken { get; } = new();

        public string Url => _web.Urls.First() + "/facts";

        public static async Task<Platform> StartAsync(params int[] statuses)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var web = builder.Build();
            web.Urls.Add("http://127.0.0.1:0");
            var platform = new Platform(web, statuses);
            web.MapPost("/facts", platform.TakeAsync);
            await web.StartAsync();
            return platform;
        }

        public ValueTask DisposeAsync() => _web.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            if (_statuses.TryDequeue(out var status))
            {
                context.Response.StatusCode = status;
                return;
            }

            var items = JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray().ToList();
            Taken.Enqueue(new Push(body, items, context.Request.Headers[WebhookSignature.TimestampHeader]!, context.Request.Headers[WebhookSignature.SignatureHeader]!));
        }
    }

    private sealed record Push(string Body, List<JsonElement> Items, string Timestamp, string Signature);
}
