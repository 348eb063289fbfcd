using Gateway.Faults.Judging;
using Gateway.Faults.Running;

namespace Gateway.Faults.Tests.Judging;

/// <summary>A judge that sees nothing would pass every run: each thing it must see is shown to it.</summary>
public sealed class ObligationsTests
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly Obligations _oracle = new();

    [Fact]
    public void What_was_acknowledged_and_delivered_once_is_in_order()
    {
        Owe("a", "b");
        Deliver("reader", "a", "b");
        var judgement = Judge();
        judgement.IsClean.ShouldBeTrue();
        (judgement.Obligations, judgement.Delivered).ShouldBe((2, 2));
    }

    [Fact]
    public void What_was_acknowledged_and_did_not_reach_every_reader_is_lost()
    {
        _oracle.Reader("second", mayRepeat: false);
        Owe("a", "b");
        Deliver("reader", "a", "b");
        Deliver("second", "b");
        var judgement = Judge();
        judgement.Lost.ShouldBe(["second: a was acknowledged and never delivered"]);
        judgement.Delivered.ShouldBe(1);
    }

    [Fact]
    public void What_was_only_handed_in_may_arrive_or_not()
    {
        _oracle.Issued("a", [1], s_time);
        _oracle.Issued("b", [1], s_time);
        Deliver("reader", "b");
        Judge().IsClean.ShouldBeTrue();
    }

    [Fact]
    public void What_the_product_tells_as_missing_is_not_lost()
    {
        Owe("a", "b");
        Deliver("reader", "b");
        _oracle.ToldMissing("a");
        Judge().IsClean.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_may_be_delivered_that_was_never_issued()
    {
        Owe("a");
        Deliver("reader", "a", "ghost");
        Judge().Complaints.ShouldBe(["reader: ghost was never issued"]);
    }

    [Fact]
    public void A_changed_payload_and_a_changed_time_are_seen()
    {
        Owe("a", "b");
        _oracle.Delivered("reader", "a", [2], s_time);
        _oracle.Delivered("reader", "b", [1], s_time.AddTicks(1));
        Judge().Complaints.Count.ShouldBe(2);
    }

    [Fact]
    public void A_repeat_counts_as_double_where_it_is_not_allowed_and_always_within_one_session()
    {
        _oracle.Reader("again", mayRepeat: true);
        Owe("a", "b");
        Deliver("reader", "a", "b");
        _oracle.Rewound("reader");
        Deliver("reader", "b");
        Deliver("again", "a", "b");
        _oracle.Rewound("again");
        Deliver("again", "a", "b", "b");
        Judge().Doubled.ShouldBe(["reader: b was delivered twice", "again: b was delivered twice"], ignoreOrder: true);
    }

    [Fact]
    public void What_was_handed_in_before_this_account_began_has_the_place_it_was_given()
    {
        _oracle.Issued("7", [1], s_time, "", 7);
        _oracle.Owed("5", [1], s_time, "", 5);
        Deliver("reader", "5", "7");
        Deliver("other", "7", "5");
        Judge().Complaints.ShouldBe(["other: 5 came after 7, which was issued later"]);
    }

    [Fact]
    public void Order_is_held_within_a_stream_and_not_between_streams()
    {
        _oracle.Owed("a1", [1], s_time, "a");
        _oracle.Owed("b1", [1], s_time, "b");
        _oracle.Owed("a2", [1], s_time, "a");
        Deliver("reader", "b1", "a2", "a1");
        Judge().Complaints.ShouldBe(["reader: a1 came after a2, which was issued later"]);
    }

    [Fact]
    public void A_run_without_a_fresh_event_or_without_a_reader_is_complained_of() =>
        new Obligations().Judge(new Dictionary<string, int>()).Complaints.ShouldBe(["no reader was judged", "after the faults no fresh event passed"]);

    private void Owe(params string[] ids)
    {
        foreach (var id in ids)
        {
            _oracle.Owed(id, [1], s_time);
        }
    }

    private void Deliver(string reader, params string[] ids)
    {
        foreach (var id in ids)
        {
            _oracle.Delivered(reader, id, [1], s_time);
        }
    }

    private Judgement Judge()
    {
        _oracle.FreshEventPassed();
        return _oracle.Judge(new Dictionary<string, int>());
    }
}
