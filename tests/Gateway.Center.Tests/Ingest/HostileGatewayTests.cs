using System.Text;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Center.Tests.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

/// <summary>A gateway that wants to do harm, on a real broker. What it says is its own affair: the center lives, and what other sites say arrives.</summary>
public sealed class HostileGatewayTests
{
    private static readonly string s_zeros = new('0', 64);

    /// <summary>Each was given back to the broker, which sent it again for ever, and every gateway of the county waited behind it.</summary>
    [Theory]
    [InlineData("missing", """{"range":{"after":"x","upTo":5}}""")]
    [InlineData("missing", """{"range":{"after":0,"upTo":5},"lane":"\ud800"}""")]
    [InlineData("gap", """{"from":"2026-03-02T00:00:00Z","to":"2026-03-02T00:01:00Z","reason":"a\u0000b","readings":1,"source":null}""")]
    [InlineData("system", "{\"a\":\"\u0001\u0002\"}")]
    [InlineData("system", """{"eventTime":"9999-12-31T23:59:59.9999999-14:00"}""")]
    [InlineData("transition", """{"id":"t","alarm":"a\u0000b","point":"p\u0000","kind":"k","tier":"red","event":"acknowledgedByPerson","from":"normal","to":"normal","eventTime":"9999-12-31T23:59:59Z","decidedTime":"0001-01-01T00:00:00Z","reason":{"zh":"\u0000","en":""},"actor":"x\u0000"}""")]
    public async Task No_message_holds_up_those_of_other_sites(string kind, string body)
    {
        await using var county = await County.StartAsync();
        var (center, hostile, honest) = (county.Center, county.Hostile, county.Honest);
        var since = center.Services.GetRequiredService<LinkHealth>().UpSince;

        await hostile.PublishAsync(LinkTopics.Events, Event(kind, body, 0, 1));
        await hostile.PublishAsync(LinkTopics.Events, Event(kind, body, long.MaxValue - 1, long.MaxValue));
        await honest.SendAsync(honest.Event());

        await honest.ReceiptAsync(receipt => receipt.Events == 1);
        center.Services.GetRequiredService<LinkHealth>().UpSince.ShouldBe(since, "the connection was not given up");
        (await center.LedgerAsync("edge.event")).ShouldContain(entry => entry.Site == "s-01");
    }

    [Fact]
    public async Task What_the_database_will_not_take_is_kept_as_it_came_and_acknowledged()
    {
        await using var county = await County.StartAsync();
        var (center, hostile, honest) = (county.Center, county.Hostile, county.Honest);
        var now = center.Time.GetUtcNow();

        // Stands in the way of what the event says, with its effect and without.
        await center.Store.WriteAsync(
            work =>
            {
                work.Db.Add(new ToldGap { SiteId = "s-66", EdgeId = hostile.Edge, Epoch = "e1", Sequence = 1, From = now, To = now, Reason = "x" });
                return Task.CompletedTask;
            },
            CancellationToken.None);

        var payload = Event("gap", """{"from":"2026-03-02T00:00:00Z","to":"2026-03-02T00:01:00Z","reason":"size","readings":1,"source":null}""", 0, 1);
        await hostile.PublishAsync(LinkTopics.Events, payload);
        await honest.SendAsync(honest.Event());

        await honest.ReceiptAsync(receipt => receipt.Events == 1);
        var kept = (await center.LedgerAsync("edge.message-unreadable")).ShouldHaveSingleItem();
        kept.Site.ShouldBe("s-66");
        kept.Body.ShouldContain(Convert.ToBase64String(payload)[..40]);
        center.Services.GetRequiredService<LinkTroubles>().Count(LinkTroubleKind.Unexpected).ShouldBe(1);
    }

    [Fact]
    public async Task Sequences_and_clocks_at_their_limits_change_nothing_of_others()
    {
        await using var county = await County.StartAsync();
        var (center, hostile, honest) = (county.Center, county.Hostile, county.Honest);
        var far = DateTime.MaxValue.Ticks;

        await hostile.SendAsync(hostile.Batch("p", long.MaxValue - 1, long.MaxValue, 1) with { SentAt = far, FirstTime = 0, LastTime = far, Times = [far] });
        await hostile.SendAsync(hostile.Batch("p", 0, long.MaxValue, 2) with { Times = [0] });
        await hostile.SayAsync(first: long.MaxValue, clock: TimeSpan.FromDays(365 * 7000));
        await hostile.SayAsync(first: 5, clock: TimeSpan.FromDays(-365 * 2000));
        await honest.SendAsync(honest.Readings("p", 7));
        await honest.SayAsync();

        await honest.ReceiptAsync(receipt => receipt.Readings == 1);
        (await center.ValuesAsync(honest, "p")).ShouldBe([7]);
        (await center.ValuesAsync(hostile, "p")).ShouldBeEmpty("a reading of another age is no reading");
        (await center.Store.ReadAsync(db => db.Set<Site>().Select(site => site.Id).OrderBy(id => id).ToListAsync(), CancellationToken.None)).ShouldBe(["s-01", "s-66"]);
    }

    [Fact]
    public async Task A_flood_of_messages_is_taken_in_turns_and_leaves_no_heap_behind()
    {
        await using var county = await County.StartAsync();
        var (center, hostile, honest) = (county.Center, county.Hostile, county.Honest);
        var garbage = Encoding.UTF8.GetBytes(new string('{', 2000));
        var flood = Task.Run(async () =>
        {
            for (var i = 0; i < 5000; i++)
            {
                await hostile.PublishAsync(i % 2 == 0 ? LinkTopics.Events : LinkTopics.Live, garbage);
            }
        });

        await honest.SendAsync(honest.Readings("p", 7));
        await honest.SendAsync(honest.Event());
        await honest.ReceiptAsync(receipt => receipt is { Readings: 1, Events: > 0 });
        await flood;

        var troubles = center.Services.GetRequiredService<LinkTroubles>();
        await Eventually.TrueAsync(() => troubles.Count(LinkTroubleKind.Payload) == 5000, 60);
        troubles.Newest.Count.ShouldBe(100);
        (await center.LedgerAsync("edge.event")).ShouldAllBe(entry => entry.Site == "s-01");
    }

    private static byte[] Event(string kind, string body, long after, long sequence)
    {
        var text = $$"""{"version":1,"epoch":"e1","runs":[],"after":{{after}},"sequence":{{sequence}},"time":"2026-03-02T00:00:00Z","sentAt":"2026-03-02T00:00:00Z","kind":"{{kind}}","chain":"{{s_zeros}}","body":{{body}}}""";
        var bytes = Encoding.UTF8.GetBytes(text);

        // Stands for what no text can hold: bytes that are no UTF-8.
        return [.. bytes.Select(one => one is 1 or 2 ? (byte)0xFF : one)];
    }

    /// <summary>A center behind a real broker, with a gateway that means harm and one that does not.</summary>
    private sealed record County(Broker Broker, CenterUnderTest Center, TestEdge Hostile, TestEdge Honest) : IAsyncDisposable
    {
        public static async Task<County> StartAsync()
        {
            var broker = await Broker.StartedAsync();
            var center = await LinkedCenter.StartAsync(broker);
            return new(broker, center, await TestEdge.StartAsync(broker, center.Time, "s-66"), await TestEdge.StartAsync(broker, center.Time, "s-01"));
        }

        public async ValueTask DisposeAsync()
        {
            await Honest.DisposeAsync();
            await Hostile.DisposeAsync();
            await Center.DisposeAsync();
            await Broker.DisposeAsync();
        }
    }
}
