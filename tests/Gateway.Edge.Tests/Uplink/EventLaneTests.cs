using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink.Lanes;

namespace Gateway.Edge.Tests.Uplink;

public class EventLaneTests
{
    [Fact]
    public async Task Events_come_one_by_one_in_the_order_of_the_log_and_each_proves_those_before_it()
    {
        await using var bench = new LinkBench();
        for (var i = 0; i < 30; i++)
        {
            bench.Write();
            bench.WriteTransition($"t{i}");
            bench.Record("{ \"event\" : \"测试\",  \"n\": 1.50 }");
            await bench.BeatAsync();
            bench.Receipt();
        }

        bench.Center.Events.Count.ShouldBe(60);
        bench.Center.EventCopies.ShouldBe(0);
        ChainOf(bench.Center.Events).ShouldBe(60);
        bench.Log.GetCursor(EventLane.Reader).ShouldBe(bench.Center.Events[^1].Sequence);
    }

    [Fact]
    public async Task What_the_broker_forgot_is_sent_again_once_the_center_is_heard_without_it()
    {
        await using var bench = new LinkBench();
        bench.Center.Forgets = true;
        bench.WriteTransitions(["a", "b", "c"]);
        await bench.BeatAsync();
        bench.Center.Forgets = false;
        bench.WriteTransition("d");
        await bench.BeatsAsync(20);

        bench.Center.Events.OrderBy(message => message.Sequence).Select(IdOf).ShouldBe(["a", "b", "c", "d"]);
        bench.Events.Receipted.ShouldBe(bench.Center.Events.Max(message => message.Sequence));
        ChainOf([.. bench.Center.Events.OrderBy(message => message.Sequence)]).ShouldBe(4);
    }

    [Fact]
    public async Task While_the_center_says_nothing_the_broker_does_not_fill_with_copies()
    {
        await using var bench = new LinkBench();
        bench.WriteTransitions(Enumerable.Range(0, 500).Select(i => $"t{i}"));
        await bench.BeatsAsync(3600, receipts: false);

        bench.Center.Events.Count.ShouldBe(bench.Options.MostUnreceipted);
        bench.Center.EventCopies.ShouldBeInRange(3600 / 120, 3600 / 120 + 4);
        bench.Receipt();
        await bench.BeatsAsync(20);
        bench.Center.Events.Select(IdOf).ShouldBe(Enumerable.Range(0, 500).Select(i => $"t{i}"));
    }

    [Fact]
    public async Task When_the_broker_takes_only_a_part_the_rest_follows_in_order()
    {
        await using var bench = new LinkBench();
        bench.WriteTransitions(["a", "b", "c", "d"]);
        bench.Center.TakesBefore = 3;
        await bench.BeatAsync();
        bench.Center.TakesBefore = int.MaxValue;
        await bench.BeatsAsync(3);

        bench.Center.Events.Select(IdOf).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task After_a_kill_events_go_on_where_the_center_confirmed_and_the_chain_goes_on()
    {
        await using var bench = new LinkBench();
        bench.WriteTransitions(["a", "b"]);
        await bench.BeatsAsync(2);
        bench.WriteTransitions(["c", "d"]);
        await bench.BeatAsync();
        await bench.KillAndStartAsync();
        bench.WriteTransition("e");
        await bench.BeatsAsync(2);

        bench.Center.Events.Select(IdOf).ShouldBe(["a", "b", "c", "d", "e"]);
        bench.Center.EventCopies.ShouldBe(2);
        ChainOf(bench.Center.Events).ShouldBe(5);
    }

    [Fact]
    public async Task The_chain_is_computed_anew_from_the_log_when_less_of_it_is_kept_than_was_confirmed()
    {
        await using var bench = new LinkBench();
        bench.WriteTransitions(["a", "b", "c"]);
        bench.Events.Receipt(bench.Log.LastSequence - 1);
        await bench.BeatAsync();

        var only = bench.Center.Events.ShouldHaveSingleItem();
        IdOf(only).ShouldBe("c");
        bench.Log.FindChain(only.After)!.Sequence.ShouldBe(only.After);
        EventChain.Follows(bench.Log.FindChain(only.After)!.Hash, only).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stretch_the_center_asks_for_comes_again_with_the_same_proof()
    {
        await using var bench = new LinkBench();
        bench.WriteTransitions(["a", "b", "c", "d"]);
        await bench.BeatsAsync(2);
        var first = bench.Center.Events.ToList();
        bench.Center.Events.Clear();
        bench.Events.Ask(new SequenceRange(first[0].Sequence, first[2].Sequence));
        await bench.BeatAsync();

        bench.Center.Events.Select(message => (message.Sequence, message.After, message.Chain))
            .ShouldBe(first[1..3].Select(message => (message.Sequence, message.After, message.Chain)));
    }

    private static string IdOf(EventMessage message) => message.Body.GetProperty("id").GetString()!;

    private static int ChainOf(List<EventMessage> messages)
    {
        var (before, hash) = (0L, EventChain.Genesis);
        foreach (var message in messages)
        {
            message.After.ShouldBe(before);
            EventChain.Follows(hash, message).ShouldBeTrue();
            (before, hash) = (message.Sequence, message.Chain);
        }

        return messages.Count;
    }
}
