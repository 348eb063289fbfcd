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

    private static LiveChange Change(long sequence, string kind, string subject) => new(sequence, kind, subject, null, null, false, null);
}
