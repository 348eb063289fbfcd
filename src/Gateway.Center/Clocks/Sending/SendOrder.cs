using Gateway.Center.Clocks.Reports;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Sending;

/// <summary>Turns a request to send into sendings: those of a channel wait for it, noted ones are done.</summary>
internal sealed class SendOrder(CenterOptions options, ReportDesk desk)
{
    private const int LongestNote = 200;

    public static LocalizedText NothingSaved { get; } = new("报告尚未保存", "the report has not been saved yet");

    public static LocalizedText AllHaveIt { get; } = new("该版本已发送给全部接收单位", "all recipients have this version");

    /// <summary>Recipients of the clock without this version; those that refused it count as without.</summary>
    public static IReadOnlyList<string> Left(ReportClock clock, int version, IReadOnlyList<ReportSending> earlier) =>
        [.. SendBook.RecipientsOf(clock).Where(recipient => !earlier.Any(sending => sending.Recipient == recipient && sending.Version == version && !sending.IsRefused))];

    public static bool IsByHand(string recipient, ClockOptions options) => options.Recipients.FirstOrDefault(known => known.Id == recipient)?.Channel == ReportRecipient.Noted;

    /// <returns>Null when it was done; else why not.</returns>
    public async Task<LocalizedText?> PlaceAsync(CenterWork work, string clockId, SendRequest request, string account, CancellationToken cancellation)
    {
        var clock = await work.Db.Set<ReportClock>().FirstAsync(clock => clock.Id == clockId, cancellation);
        if (await ReportDesk.VersionAsync(work.Db, clockId, request.Version, cancellation) is not { } version)
        {
            return NothingSaved;
        }

        var earlier = await work.Db.Set<ReportSending>().Where(sending => sending.ClockId == clockId).ToListAsync(cancellation);
        var recipients = Chosen(clock, request, version, earlier);
        if (Refusal(work.Now, clock, request, recipients) is { } why)
        {
            return why;
        }

        var text = ReportText.Of(clock, version, ReportDesk.HeadingsOf(version), desk.Zone);
        foreach (var recipient in recipients)
        {
            var sending = Sending(work.Now, clock, version, recipient, request, text, account, earlier.Count + 1);
            earlier.Add(sending);
            work.Db.Add(sending);
            await work.Db.SaveChangesAsync(cancellation);
            if (sending.SentAt is not null)
            {
                await SendBook.SentAsync(work, clock, sending, cancellation);
            }
            else
            {
                work.Record(ClockProgress.FactOf(clock, "report.queued", account), new { clock.IncidentId, sending.Id, sending.Version, sending.Recipient, sending.Channel, sending.Sha256 });
            }
        }

        return null;
    }

    private IReadOnlyList<string> Chosen(ReportClock clock, SendRequest request, ReportVersion version, List<ReportSending> earlier) =>
        request.Recipients is { Count: > 0 } told
            ? [.. told.Distinct()]
            : Left(clock, version.Number, earlier);

    private LocalizedText? Refusal(DateTimeOffset now, ReportClock clock, SendRequest request, IReadOnlyList<string> recipients)
    {
        if (recipients.Count == 0)
        {
            return AllHaveIt;
        }

        if (recipients.FirstOrDefault(recipient => options.Clocks.Recipients.All(known => known.Id != recipient)) is { } unknown)
        {
            return new($"未配置的接收单位：{unknown}", $"no such recipient: {unknown}");
        }

        return request.Noted is { } noted ? NotedRefusal(now, clock, noted)
            : recipients.Any(recipient => IsByHand(recipient, options.Clocks))
                ? new("该接收单位须人工报送，请填写方式、时间和接收人", "this recipient is told by a person: say how, when and who took it")
                : null;
    }

    private static LocalizedText? NotedRefusal(DateTimeOffset now, ReportClock clock, NotedSending noted) =>
        noted.How is not { Length: > 0 and <= LongestNote } || noted.Receipt is not { Length: > 0 and <= LongestNote }
            ? new($"方式和接收人各需 1 至 {LongestNote} 字", $"how and receipt take 1 to {LongestNote} characters each")
            : noted.At > now || noted.At < clock.StartedAt
                ? new("报送时间不能早于计时起点或晚于现在", "the time is not before the clock's start and not in the future")
                : null;

    private ReportSending Sending(
        DateTimeOffset now, ReportClock clock, ReportVersion version, string recipient, SendRequest request, string text, string account, int number) => new()
    {
        Id = $"{clock.Id}/{number}", ClockId = clock.Id, Version = version.Number, Recipient = recipient,
        Channel = request.Noted is { } noted ? $"{ReportRecipient.Noted}: {noted.How}" : ChannelOf(recipient), Text = text, Sha256 = ReportText.HashOf(text), By = account,
        RequestedAt = now, SentAt = request.Noted is null ? null : request.Noted.At ?? now, Receipt = request.Noted?.Receipt,
    };

    private string ChannelOf(string recipient) => options.Clocks.Recipients.First(known => known.Id == recipient).Channel;
}
