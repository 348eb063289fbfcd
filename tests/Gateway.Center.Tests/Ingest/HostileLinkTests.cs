using System.Text;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

public sealed class HostileLinkTests
{
    [Fact]
    public async Task Damaged_messages_are_counted_and_named_and_stop_nothing()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        var whole = ReadingsCodec.Encode(edge.Batch("p", 0, 1, 1));
        string[] states = ["", "{", "null", "[]", """{"version":2}""", """{"online":true,"epoch":null,"sentAt":"x"}""", new string('[', 5000)];

        foreach (var text in states)
        {
            await edge.PublishAsync(LinkTopics.State, Encoding.UTF8.GetBytes(text));
            await edge.PublishAsync(LinkTopics.Events, Encoding.UTF8.GetBytes(text));
            await edge.PublishAsync(LinkTopics.Table, Encoding.UTF8.GetBytes(text));
            await edge.PublishAsync(LinkTopics.Answers, Encoding.UTF8.GetBytes(text));
        }

        for (var length = 0; length < whole.Length; length++)
        {
            await edge.PublishAsync(LinkTopics.Live, whole[..length]);
        }

        await edge.PublishToAsync("rgw/v1/county/s-01/edge-1/other", [1]);
        await edge.PublishAsync(LinkTopics.Table, Encoding.UTF8.GetBytes("""{"hash":"h","siteName":{"zh":null,"en":"x"},"scenarios":[],"zones":[],"points":[null],"rulePacks":[]}"""));
        await edge.SendAsync(edge.Readings("p", 7));
        await edge.SendAsync(edge.Event());

        await edge.ReceiptAsync(receipt => receipt is { Readings: 1, Events: 2 } or { Readings: 1, Ahead.Count: 0, Events: > 0 });
        var troubles = center.Services.GetRequiredService<LinkTroubles>();
        troubles.Count(LinkTroubleKind.Payload).ShouldBe((states.Length * 4) + whole.Length + 1);
        troubles.Newest.Count.ShouldBeLessThanOrEqualTo(100);
        (await center.ValuesAsync(edge, "p")).ShouldBe([7]);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_set_aside()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker, change: options => options with { Link = options.Link with { MaxMessageBytes = 10_000 } });
        await using var edge = await TestEdge.StartAsync(broker, center.Time);

        await edge.PublishAsync(LinkTopics.Live, new byte[20_000]);
        await edge.SendAsync(edge.Readings("p", 7));

        await edge.ReceiptAsync(receipt => receipt.Readings == 1);
        center.Services.GetRequiredService<LinkTroubles>().Count(LinkTroubleKind.Oversize).ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_cannot_have_more_points_or_logs_than_allowed()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker, change: options => options with { Link = options.Link with { MaxPointsPerEdge = 3 } });
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        for (var i = 0; i < 3; i++)
        {
            await edge.SendAsync(edge.Readings($"p{i}", i));
        }

        await edge.SendAsync(edge.Readings("p3", 3));
        for (var i = 0; i < 70; i++)
        {
            edge.StartAnew($"made-up-{i}");
            await edge.SendAsync(edge.Readings("p0", i));
        }

        var troubles = center.Services.GetRequiredService<LinkTroubles>();
        await Eventually.TrueAsync(() => troubles.Count(LinkTroubleKind.Limit) >= 8);
        (await center.ValuesAsync(edge, "p3")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whose_a_message_is_says_the_topic_alone()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time, "s-01");
        await using var other = await TestEdge.StartAsync(broker, center.Time, "s-02");

        await edge.SendAsync(edge.Event("warning", new { site = "s-02", point = "p" }));
        await edge.TableAsync("h1", "gas-01");
        await edge.ReceiptAsync(receipt => receipt.Events == 1);
        await center.LedgerHasAsync("edge.table");

        (await center.LedgerAsync("edge.event")).ShouldAllBe(entry => entry.Site == "s-01");
        (await center.Store.ReadAsync(db => db.Set<SitePoint>().Select(point => point.SiteId).Distinct().ToListAsync(), CancellationToken.None)).ShouldBe(["s-01"]);
    }
}
