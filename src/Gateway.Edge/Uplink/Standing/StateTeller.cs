using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Standing;

/// <summary>Tells state and table, both retained, at each connect and on a beat; the table again when it changed or is asked for. By one task.</summary>
internal sealed class StateTeller(LinkContext link, Func<TableMessage> table, Func<(long Events, long Readings)> receipted, DateTimeOffset started)
{
    private TableMessage? _told;
    private volatile bool _tableAsked = true;

    public string TableHash => _told?.Hash ?? "";

    public void AskTable() => _tableAsked = true;

    public async Task StepAsync(CancellationToken stopping)
    {
        if (!link.Client.IsOnline)
        {
            return;
        }

        var present = table();
        if (_tableAsked || present.Hash != _told?.Hash)
        {
            _tableAsked = !await link.Client.PublishAsync(LinkTopics.Table, LinkJson.Encode(present), retain: true, stopping);
            _told = present;
        }

        await TellAsync(online: true, stopping);
    }

    public async Task TellAsync(bool online, CancellationToken stopping) =>
        await link.Client.PublishAsync(LinkTopics.State, LinkJson.Encode(State(online)), retain: true, stopping);

    private StateMessage State(bool online)
    {
        var (log, done, (epoch, runs)) = (link.Log, receipted(), link.Identity);
        return StateOf(online, epoch, link.Now, started, link.Options.SilenceS) with
        {
            Runs = runs, Head = log.LastSequence, HeadTime = log.ReadAfter(log.LastSequence - 1, 1) is [var head, ..] ? new DateTimeOffset(head.Time, TimeSpan.Zero) : null,
            First = log.FirstSequence, EventsReceipted = done.Events, ReadingsReceipted = done.Readings, TableHash = TableHash,
        };
    }

    /// <summary>What can be said without looking into the log: also the will.</summary>
    public static StateMessage StateOf(bool online, string epoch, DateTimeOffset now, DateTimeOffset started, int silence) => new()
    {
        Online = online, Epoch = epoch, SentAt = now, StartedAt = started, ProductVersion = ProductVersion.Text, Head = 0, First = 0,
        EventsReceipted = 0, ReadingsReceipted = 0, TableHash = "", SilenceS = silence,
    };
}
