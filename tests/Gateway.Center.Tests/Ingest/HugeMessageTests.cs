using Gateway.Center.Ingest.Link;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

/// <summary>Messages that no gateway sends, on a real broker. They are passed over as they stream in, and never held as a whole.</summary>
[Collection("alone")]
public sealed class HugeMessageTests
{
    [Fact]
    public async Task A_message_of_a_hundred_megabytes_and_a_table_of_millions_take_no_room_in_the_center()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var honest = await TestEdge.StartAsync(broker, center.Time, "s-01");
        await using var hostile = await RawPublisher.ConnectAsync(broker.Port, "hostile");
        var before = GC.GetTotalAllocatedBytes();

        await hostile.PublishAsync(LinkTopics.Of("county", "s-66", "edge-1", LinkTopics.Live), 100_000_000, (byte)'[');
        await hostile.PublishAsync(LinkTopics.Of("county", "s-66", "edge-1", LinkTopics.Table), 50_000_000, (byte)' ');
        await honest.SendAsync(honest.Readings("p", 7));
        await honest.SendAsync(honest.Event());

        await Eventually.TrueAsync(() => honest.Receipts.Any(receipt => receipt is { Readings: 1, Events: > 0 }), 90);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(20_000_000);
        center.Services.GetRequiredService<LinkTroubles>().Count(LinkTroubleKind.Oversize).ShouldBe(2);
    }
}
