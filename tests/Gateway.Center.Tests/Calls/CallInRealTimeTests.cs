using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Gateway.Center.Calls;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Notifications.Provider;
using Gateway.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Center.Tests.Calls;

public sealed class CallInRealTimeTests
{
    /// <summary>Minutes of the plan scaled to seconds, by the system's clock, a provider behind HTTP, and an answer over the link of the second message.</summary>
    [Fact]
    public async Task A_whole_call_goes_from_the_first_message_over_the_next_person_to_the_answer()
    {
        var messages = new ConcurrentQueue<(string Kind, JsonElement Body)>();
        await using var provider = await ProviderAsync(messages);
        PlanOptions plan = new() { Needed = 1, Steps = [new PlanStep(0, ["leader-on-duty"], ["sms"]), new PlanStep(1.5 / 60, ["principal"], ["voice"])] };
        await using var center = await CenterUnderTest.StartAsync(
            options => options with
            {
                Calls = new CallOptions
                {
                    PublicAddress = "http://127.0.0.1:1", Plans = new Dictionary<string, PlanOptions> { ["red"] = plan },
                    Providers = [Provider(provider, "sms"), Provider(provider, "voice")],
                },
            },
            time: TimeProvider.System);
        await center.Store.AddCountyAsync();
        await center.Store.AddPersonAsync("first", "ent", "leader-on-duty");
        await center.Store.AddPersonAsync("second", "ent", "principal", phone: "00000000002");
        await OpenAsync(center);

        await Eventually.TrueAsync(() => messages.Any(message => message.Kind == "voice"), 30);
        var link = messages.First(message => message.Kind == "voice").Body.GetProperty("link").GetString()!;
        using var phone = center.Anonymous();
        using var form = new FormUrlEncodedContent([new("answer", "received")]);
        (await phone.PostAsync(new Uri(link).PathAndQuery, form)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // The provider has a message before the center has its number.
        Call? call = null;
        List<CallLeg> legs = [];
        await Eventually.TrueAsync(async () =>
        {
            (call, legs) = await center.Store.ReadAsync(
                async db => (await db.Set<Call>().SingleAsync(), await db.Set<CallLeg>().OrderBy(leg => leg.QueuedAt).ToListAsync()), CancellationToken.None);
            return messages.Count > 1 && legs.Exists(leg => leg is { PersonId: "second", Receipt: not null });
        });
        call!.State.ShouldBe(CallState.Answered);
        messages.Select(message => (message.Kind, message.Body.GetProperty("to").GetString())).Take(2).ShouldBe([("sms", "00000000001"), ("voice", "00000000002")], ignoreOrder: true);
        (legs[1].QueuedAt - legs[0].QueuedAt).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1.5));
        legs.Single(leg => leg.PersonId == "second").Receipt.ShouldBe("n-1");
    }

    private static ProviderOptions Provider(WebApplication provider, string kind) => new()
    {
        Name = kind, Kind = kind, Url = $"{provider.Urls.First()}/{kind}", AllowPrivate = true, ReceiptPath = "data.no", SuccessPath = "ok", SuccessValues = ["True"],
        Body = """{"id":"{id}","to":"{address}","text":"{text}","link":"{link}"}""",
    };

    private static async Task<WebApplication> ProviderAsync(ConcurrentQueue<(string Kind, JsonElement Body)> messages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var provider = builder.Build();
        provider.Urls.Add("http://127.0.0.1:0");
        provider.MapPost("/{kind}", async (string kind, HttpRequest request) =>
        {
            messages.Enqueue((kind, (await JsonSerializer.DeserializeAsync<JsonElement>(request.Body)).Clone()));
            return Results.Json(new { ok = true, data = new { no = "n-1" } });
        });
        await provider.StartAsync();
        return provider;
    }

    private static Task OpenAsync(CenterUnderTest center) => center.Store.WriteAsync(
        async work =>
        {
            var incident = CountyBuilder.Incident("real", WarningTier.Red, work.Now);
            work.Db.Add(incident);
            foreach (var observer in center.Services.GetServices<IIncidentObserver>())
            {
                await observer.ChangedAsync(work, incident, IncidentChange.Opened);
            }
        },
        CancellationToken.None);
}
