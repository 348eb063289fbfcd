using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Testing.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gateway.Center.Tests.Ingest;

public sealed class EventsOverTheLinkTests
{
    [Fact]
    public async Task Events_come_once_in_order_into_ledger_and_receivers()
    {
        await using var broker = await Broker.StartedAsync();
        var events = new RecordedEvents();
        await using var center = await LinkedCenter.StartAsync(broker, events);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        var sent = Enumerable.Range(0, 20).Select(_ => edge.Event()).ToList();

        foreach (var message in sent.Concat(sent.Take(5)))
        {
            await edge.SendAsync(message);
        }

        await edge.ReceiptAsync(receipt => receipt.Events == 20);
        events.All.Select(received => received.Message.Sequence).ShouldBe(sent.Select(message => message.Sequence));
        (await center.LedgerAsync("edge.event")).Count.ShouldBe(20);
        (await center.LedgerAsync("edge.chain-broken")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_entry_of_the_gateways_ledger_is_found_and_warned_of()
    {
        await using var broker = await Broker.StartedAsync();
        var warnings = new RecordedWarnings();
        await using var center = await LinkedCenter.StartAsync(broker, warnings: warnings);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);

        await edge.SendAsync(edge.Event());
        await edge.SendAsync(edge.Event() with { Body = System.Text.Json.JsonSerializer.SerializeToElement(new { changed = true }) });

        await center.LedgerHasAsync("edge.chain-broken");
        warnings.All.Single().Message.Kind.ShouldBe("chain");
    }

    [Fact]
    public async Task A_change_behind_a_hole_is_found_when_the_hole_is_filled()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        var (first, second, third) = (edge.Event(), edge.Event(), edge.Event());

        await edge.SendAsync(first);
        await edge.SendAsync(third with { Body = System.Text.Json.JsonSerializer.SerializeToElement(new { changed = true }) });
        await edge.ReceiptAsync(receipt => receipt.Events == 1);
        (await center.LedgerAsync("edge.chain-broken")).ShouldBeEmpty();
        await edge.SendAsync(second);

        await center.LedgerHasAsync("edge.chain-broken");
        await edge.ReceiptAsync(receipt => receipt.Events == 3);
    }

    [Fact]
    public async Task An_old_event_is_historical_and_one_with_a_wrong_clock_is_not()
    {
        await using var broker = await Broker.StartedAsync();
        var events = new RecordedEvents();
        await using var center = await LinkedCenter.StartAsync(broker, events);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SendAsync(edge.Event(time: center.Time.GetUtcNow().AddMinutes(-11)));
        var wrong = TimeSpan.FromHours(-2);
        for (var i = 0; i < 3; i++)
        {
            await edge.SayAsync(clock: wrong);
        }

        await edge.ReceiptAsync(receipt => receipt.Events == 1);
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<EdgeBook>().ClockOffsetMs(new EdgeKey(edge.Site, edge.Edge)) is not null);
        await edge.SendAsync(edge.Event(time: center.Time.GetUtcNow() + wrong));

        await Eventually.TrueAsync(() => events.All.Count == 2);
        events.All.Select(received => received.IsHistorical).ShouldBe([true, false]);
    }

    [Fact]
    public async Task An_event_the_center_fails_over_stops_no_other_and_is_kept_in_the_ledger()
    {
        await using var broker = await Broker.StartedAsync();
        var events = new RecordedEvents { Poison = "odd" };
        await using var center = await LinkedCenter.StartAsync(broker, events);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);

        await edge.SendAsync(edge.Event());
        await edge.SendAsync(edge.Event("odd"));
        await edge.SendAsync(edge.Event());

        await edge.ReceiptAsync(receipt => receipt.Events == 3);
        events.All.Select(received => received.Message.Sequence).Distinct().ShouldBe([1, 3]);
        (await center.LedgerAsync("edge.event-refused")).Count.ShouldBe(1);
        (await center.LedgerAsync("edge.event")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_new_log_of_a_gateway_counts_anew_and_is_a_fact()
    {
        await using var broker = await Broker.StartedAsync();
        var events = new RecordedEvents();
        await using var center = await LinkedCenter.StartAsync(broker, events);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        await edge.SayAsync();
        await edge.SendAsync(edge.Event());
        await edge.ReceiptAsync(receipt => receipt is { Epoch: "e1", Events: 1 });

        edge.StartAnew("e2");
        await edge.SayAsync();
        await edge.SendAsync(edge.Event());

        await edge.ReceiptAsync(receipt => receipt is { Epoch: "e2", Events: 1 });
        (await center.LedgerAsync("edge.epoch-changed")).Count.ShouldBe(1);
        events.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_not_committed_when_the_center_dies_comes_to_the_next_one()
    {
        await using var broker = await Broker.StartedAsync();
        var connection = broker.Connection("center-same");
        var stuck = new StuckReceiver();
        var dying = await LinkedCenter.StartAsync(broker, stuck, connection);
        await using var edge = await TestEdge.StartAsync(broker, dying.Time);
        await edge.SendAsync(edge.Event());
        await stuck.Reached.WaitAsync(TimeSpan.FromSeconds(15));
        var death = dying.Services.GetRequiredService<LinkService>().StopAsync(CancellationToken.None);
        stuck.Die();

        // The client waits a moment, by the center's clock, for what is not acknowledged.
        await Eventually.TrueAsync(() =>
        {
            dying.Time.Advance(TimeSpan.FromSeconds(1));
            return death.IsCompleted;
        });
        await dying.DisposeAsync();

        var events = new RecordedEvents();
        await using var next = await LinkedCenter.StartAsync(broker, events, change: options => options with { Link = options.Link with { Broker = connection } });

        await Eventually.TrueAsync(() => events.All.Count == 1);
    }

    /// <summary>Never lets a transaction end, until the process is gone.</summary>
    private sealed class StuckReceiver : IEventReceiver
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Die() => _death.TrySetCanceled();

        public async Task ReceiveAsync(CenterWork work, ReceivedEvent received)
        {
            _reached.TrySetResult();
            await _death.Task;
        }
    }

    /// <summary>Away for the two attempts that were made, back a moment later: then the bare note must not be taken for the event.</summary>
    [Theory]
    [InlineData("away")]
    [InlineData("full")]
    [InlineData("busy")]
    public async Task A_database_that_comes_back_between_two_attempts_costs_an_event_nothing(string trouble)
    {
        await using var broker = await Broker.StartedAsync();
        var events = new RecordedEvents();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            events.Troubles.Enqueue(trouble switch
            {
                "away" => new NpgsqlException("Exception while reading from stream"),
                "full" => new PostgresException("No space left on device", "ERROR", "ERROR", "53100"),
                _ => new SqliteException("database is locked", 5),
            });
        }

        await using var center = await LinkedCenter.StartAsync(broker, events);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);

        await edge.SendAsync(edge.Event());

        // The client goes to the broker again on the center's clock.
        await Eventually.TrueAsync(async () =>
        {
            center.Time.Advance(TimeSpan.FromSeconds(1));
            return (await center.LedgerAsync("edge.event")).Count == 1;
        });
        events.All.Count.ShouldBe(1);
        (await center.LedgerAsync("edge.event-refused")).ShouldBeEmpty();
    }
}
