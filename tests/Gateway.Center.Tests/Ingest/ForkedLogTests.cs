using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Tests.Ingest.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Ingest;

/// <summary>A gateway whose log was replaced by an older copy sends other entries under the same sequences.</summary>
public sealed class ForkedLogTests
{
    private static readonly LinkRun s_first = new("a1", 1);

    [Fact]
    public async Task The_receipt_tells_run_and_chain_of_what_is_here_and_both_are_stored_with_it()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        edge.Runs = [s_first];
        await edge.SayAsync();
        var sent = edge.Event();
        await edge.SendAsync(sent);
        await edge.SendAsync(edge.Batch("p", 0, 5, 1, 2));
        await edge.ReceiptAsync(receipt => receipt.EventsChain == sent.Chain && receipt.EventsRun == new TakenRun("a1", 1)
            && receipt is { Events: 1, Readings: 5, ReadingsRun: { Id: "a1", UpTo: 5 } });

        // What a center that starts now knows; what is covered by readings follows into the database a moment later.
        await Eventually.TrueAsync(async () =>
        {
            var stored = new CoverageBook();
            await stored.LoadAsync(center.Store, CancellationToken.None);
            var (events, readings) = stored.Of(new EdgeKey(edge.Site, edge.Edge), edge.Epoch);
            return (events.ChainAtEnd, events.Taken, readings.Taken) == (sent.Chain, new TakenRun("a1", 1), new TakenRun("a1", 5));
        });
    }

    [Fact]
    public async Task Readings_given_out_a_second_time_are_not_taken_for_those_that_are_here()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        edge.Runs = [s_first];
        await edge.SayAsync();
        await edge.SendAsync(edge.Batch("p", 0, 10, 1, 2));
        await edge.ReceiptAsync(receipt => receipt.Readings == 10);

        // Put back at 4; grown to 14 before the center heard anything.
        edge.Runs = [s_first, new LinkRun("b2", 5)];
        edge.Receipts.Clear();
        await edge.SendAsync(edge.Batch("p", 4, 14, 7, 8, 9));
        await edge.ReceiptAsync(receipt => receipt is { Readings: 10, ReadingsRun: { Id: "a1", UpTo: 10 } });
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<LinkTroubles>().Count(LinkTroubleKind.Fork) == 1);
        (await center.ValuesAsync(edge, "p")).ShouldBe([1, 2]);

        // Under a new name all of it comes.
        edge.StartAnew("e2");
        edge.Runs = [new LinkRun("b3", 1)];
        await edge.SayAsync();
        await edge.SendAsync(edge.Batch("p", 0, 14, 7, 8, 9));
        await edge.ReceiptAsync(receipt => receipt is { Epoch: "e2", Readings: 14 });
        (await center.ValuesAsync(edge, "p")).ShouldContain(9);
    }

    [Fact]
    public async Task Events_given_out_a_second_time_are_not_taken_for_those_that_are_here()
    {
        await using var broker = await Broker.StartedAsync();
        var events = new RecordedEvents();
        await using var center = await LinkedCenter.StartAsync(broker, events);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        edge.Runs = [s_first];
        await edge.SayAsync();
        var sent = Enumerable.Range(0, 3).Select(_ => edge.Event()).ToList();
        foreach (var message in sent)
        {
            await edge.SendAsync(message);
        }

        await edge.ReceiptAsync(receipt => receipt.Events == 3);
        edge.Receipts.Clear();
        await edge.SendAsync(sent[2] with { Runs = [s_first, new LinkRun("b2", 2)], Body = System.Text.Json.JsonSerializer.SerializeToElement(new { other = 1 }) });
        await edge.SendAsync(edge.Event() with { Runs = [s_first, new LinkRun("b2", 2)] });

        await edge.ReceiptAsync(receipt => receipt.Events == 3 && receipt.EventsChain == sent[2].Chain && receipt.EventsRun == new TakenRun("a1", 3));
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<LinkTroubles>().Count(LinkTroubleKind.Fork) == 2);
        events.All.Count.ShouldBe(3);
        (await center.LedgerAsync("edge.chain-broken")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restarted_gateway_goes_on_and_what_came_late_of_its_former_run_is_asked_for_again()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        edge.Runs = [s_first];
        await edge.SayAsync();
        await edge.SendAsync(edge.Batch("p", 0, 10, 1));
        var late = edge.Batch("late", 10, 12, 5);
        edge.Runs = [s_first, new LinkRun("b2", 13)];
        await edge.SendAsync(edge.Batch("p", 12, 20, 2));
        await edge.ReceiptAsync(receipt => receipt is { Readings: 10, ReadingsRun: { Id: "b2", UpTo: 20 } });

        await edge.SendAsync(late);
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<LinkTroubles>().Count(LinkTroubleKind.Fork) == 1);
        await edge.SendAsync(late with { Runs = edge.Runs });
        await edge.ReceiptAsync(receipt => receipt.Readings == 20);
        (await center.ValuesAsync(edge, "late")).ShouldBe([5]);
    }

    [Fact]
    public async Task A_log_that_was_put_back_closes_no_hole_of_the_one_that_is_here()
    {
        await using var broker = await Broker.StartedAsync();
        await using var center = await LinkedCenter.StartAsync(broker);
        await using var edge = await TestEdge.StartAsync(broker, center.Time);
        edge.Runs = [s_first];
        await edge.SendAsync(edge.Batch("p", 0, 10, 1));
        await edge.ReceiptAsync(receipt => receipt.Readings == 10);

        edge.Runs = [s_first, new LinkRun("b2", 5)];
        edge.Receipts.Clear();
        await edge.SayAsync(first: 50);
        await edge.ReceiptAsync(receipt => receipt.Readings == 10);
        edge.Runs = [s_first];
        await edge.SayAsync(first: 50);
        await edge.ReceiptAsync(receipt => receipt.Readings == 49);
    }
}
