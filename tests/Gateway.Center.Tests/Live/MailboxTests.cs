using Gateway.Center.Live;

namespace Gateway.Center.Tests.Live;

public sealed class MailboxTests
{
    [Fact]
    public void The_same_change_of_the_same_thing_is_sent_once_and_newest()
    {
        var mailbox = new Mailbox(10);
        mailbox.Put(Change(1, "incident.raised", "i"));
        mailbox.Put(Change(2, "incident.raised", "other"));
        mailbox.Put(Change(3, "incident.raised", "i"));

        mailbox.Take().Changes.Select(c => c.Sequence).ShouldBe([2L, 3L]);
        mailbox.Take().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_too_much_makes_way_for_the_newest_and_the_client_is_told()
    {
        var mailbox = new Mailbox(3);
        for (var i = 1; i <= 10; i++)
        {
            mailbox.Put(Change(i, "warning.received", $"w{i}"));
        }

        mailbox.Take().Changes.Select(c => (c.Kind, c.Sequence)).ShouldBe([("live.skipped", 7L), ("warning.received", 8L), ("warning.received", 9L), ("warning.received", 10L)]);
    }

    [Fact]
    public void A_warning_outlives_the_calls_it_causes_and_all_come_in_the_order_of_the_ledger()
    {
        var mailbox = new Mailbox(4);
        mailbox.Put(Change(1, "warning.received", "w"));
        mailbox.Put(Change(2, "call.begun", "c2"));
        mailbox.Put(Change(3, "incident.opened", "i"));
        for (var i = 4; i <= 9; i++)
        {
            mailbox.Put(Change(i, "call.begun", $"c{i}"));
        }

        mailbox.Take().Changes.Select(c => (c.Kind, c.Sequence)).ShouldBe(
            [("live.skipped", 7L), ("warning.received", 1L), ("incident.opened", 3L), ("call.begun", 8L), ("call.begun", 9L)]);
    }

    [Fact]
    public void What_was_taken_leaves_the_whole_room()
    {
        var mailbox = new Mailbox(2);
        for (var round = 0; round < 3; round++)
        {
            mailbox.Put(Change((round * 2) + 1, "warning.received", "w"));
            mailbox.Put(Change((round * 2) + 2, "call.begun", "c"));
            mailbox.Take().Changes.Count.ShouldBe(2);
        }
    }

    private static LiveChange Change(long sequence, string kind, string subject) => new(sequence, kind, subject, null, null, false, null);
}
