using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Uplink.Standing;

/// <summary>Tells state and table, both retained, at each connect and on a beat; the table again when it changed or is asked for. By one task.</summary>
internal sealed class StateTeller(LinkContext link, Func<TableMessage> table, Func<(long Events, long Readings)> receipted, DateTimeOffset started)
{
    /// <summary>After so many refusals in a row it is the table, not the line: it is told, and tried more seldom, for a broker may end the connection over it.</summary>
    private const int Refusals = 3;

    // Topic and header beside the payload.
    private const int MostTopicBytes = 512;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(10);

    private TableMessage? _told;
    private int _refused;
    private DateTimeOffset _notBefore;
    private volatile bool _tableAsked = true;

    public string TableHash => _told?.Hash ?? "";

    /// <summary>Why the broker has no table of now; null when it took it, or was not asked often enough to say.</summary>
    public LocalizedText? TableTrouble { get; private set; }

    public void AskTable() => _tableAsked = true;

    public async Task StepAsync(CancellationToken stopping)
    {
        if (!link.Client.IsOnline)
        {
            return;
        }

        var present = table();
        if (present.Hash != _told?.Hash)
        {
            // Another table may fit.
            (_tableAsked, _told, _refused, _notBefore) = (true, present, 0, DateTimeOffset.MinValue);
        }

        if (_tableAsked && link.Now >= _notBefore)
        {
            await TellTableAsync(present, stopping);
        }

        await TellAsync(online: true, stopping);
    }

    public async Task TellAsync(bool online, CancellationToken stopping) =>
        await link.Client.PublishAsync(LinkTopics.State, LinkJson.Encode(State(online)), retain: true, stopping);

    private async Task TellTableAsync(TableMessage present, CancellationToken stopping)
    {
        var payload = LinkJson.Encode(present);
        var most = link.Client.MaxPacketBytes;
        var fits = payload.Length + MostTopicBytes <= most;
        _tableAsked = false;
        if (fits && await link.Client.PublishAsync(LinkTopics.Table, payload, retain: true, stopping))
        {
            (_refused, TableTrouble) = (0, null);
            return;
        }

        (_tableAsked, _refused) = (true, fits ? _refused + 1 : Math.Max(Refusals, _refused + 1));
        if (_refused >= Refusals)
        {
            var pause = s_pause * Math.Pow(2, Math.Min(_refused - Refusals, 10));
            _notBefore = link.Now + (pause < s_longestPause ? pause : s_longestPause);
            TableTrouble = Refused(present.Points.Count, payload.Length, fits ? null : most);
        }
    }

    private static LocalizedText Refused(int points, int bytes, long? most) => most is { } limit
        ? new(
            $"点表（{points} 个测点，{bytes} 字节）超过消息服务器允许的 {limit} 字节，中心看不到新点表：请调大消息服务器的最大报文长度（mosquitto：max_packet_size）",
            $"the table ({points} points, {bytes} bytes) is larger than the {limit} bytes the broker takes, so the center has no new table: raise the broker's largest packet (mosquitto: max_packet_size)")
        : new(
            $"消息服务器多次未接收点表（{points} 个测点，{bytes} 字节），中心看不到新点表：请检查消息服务器的最大报文长度（mosquitto：max_packet_size）与写权限",
            $"the broker has not taken the table ({points} points, {bytes} bytes) several times, so the center has no new table: look at the broker's largest packet (mosquitto: max_packet_size) and at the right to write");

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
