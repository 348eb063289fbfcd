using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

/// <summary>A record that takes long to be stored, while everybody goes on measuring.</summary>
public sealed class SlowRecordTests
{
    private const int Messages = 3_000;
    private const int AtOnce = 200;

    // Publications mosquitto leaves open for one client.
    private const int BrokerTakes = 20;

    [Fact]
    public async Task Live_readings_of_all_gateways_pass_a_record_that_hangs()
    {
        await using var broker = await Broker.StartedAsync();
        var hanging = new HangingReceiver();
        await using var center = await LinkedCenter.StartAsync(broker, hanging);
        await using var slow = await TestEdge.StartAsync(broker, center.Time);
        await using var other = await TestEdge.StartAsync(broker, center.Time, site: "s-02");
        var live = center.Services.GetRequiredService<ILiveValues>();
        await slow.SendAsync(slow.Event());
        await hanging.Reached.WaitAsync(TimeSpan.FromSeconds(15));

        // More than a connection takes unanswered, and more records behind the hanging one than wait here.
        for (var sent = 0; sent < Messages; sent += AtOnce)
        {
            foreach (var some in Enumerable.Range(sent, AtOnce).Chunk(BrokerTakes))
            {
                await Task.WhenAll(some.Select(value => other.SendAsync(other.Readings("p", value))));
                await slow.SayAsync();
            }

            center.Time.Advance(TimeSpan.FromSeconds(1));
            var last = sent + AtOnce - 1;
            await Eventually.TrueAsync(() => live.Find("s-02", "edge-1", "p")?.Value == last, 30);
        }

        hanging.GoOn();
        await other.ReceiptAsync(receipt => receipt.Readings == Messages);
        await slow.ReceiptAsync(receipt => receipt.Events == 1);
    }

    [Fact]
    public async Task Bytes_that_wait_are_bounded_and_one_message_always_fits()
    {
        var room = new ByteRoom(100);
        await room.TakeAsync(1_000, CancellationToken.None);
        var second = room.TakeAsync(60, CancellationToken.None).AsTask();
        second.IsCompleted.ShouldBeFalse();
        room.Give(1_000);
        await second.WaitAsync(TimeSpan.FromSeconds(10));
        await room.TakeAsync(40, CancellationToken.None);
        var third = room.TakeAsync(1, CancellationToken.None).AsTask();
        room.Give(0);
        third.IsCompleted.ShouldBeFalse();
        room.Give(40);
        await third.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Keeps the transaction open until told to go on.</summary>
    private sealed class HangingReceiver : IEventReceiver
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void GoOn() => _goOn.TrySetResult();

        public async Task ReceiveAsync(CenterWork work, ReceivedEvent received)
        {
            _reached.TrySetResult();
            await _goOn.Task;
        }
    }
}
