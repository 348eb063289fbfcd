using System.Text.Json;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Clocks.Reports;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Sending;

/// <summary>Takes reports that wait to their channels and keeps what came back. What a kill interrupts is sent again under the same message id.</summary>
internal sealed partial class ReportSender(CenterStore store, CenterOptions options, CallChannels channels, ILogger<ReportSender> logger) : ICenterDuty
{
    public const string DutyName = "report-sending";
    private const int AtOnce = 20;

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await store.ReadAsync(
            db => db.Set<ReportSending>().Where(sending => sending.SentAt == null && !sending.IsRefused && (sending.RetryAt == null || sending.RetryAt <= now))
                .OrderBy(sending => sending.RequestedAt).Take(AtOnce).ToListAsync(cancellation),
            cancellation);
        await Task.WhenAll(waiting.Select(sending => DeliverAsync(sending, cancellation)));
    }

    private async Task DeliverAsync(ReportSending sending, CancellationToken cancellation)
    {
        var reply = await SendAsync(sending, cancellation);
        if (reply.Outcome != NotifyOutcome.Delivered)
        {
            LogNotSent(logger, sending.Id, sending.Channel, reply.Trouble);
        }

        await store.WriteAsync(work => KeepAsync(work, sending.Id, reply, cancellation), cancellation);
    }

    private async Task<PersonReply> SendAsync(ReportSending sending, CancellationToken cancellation)
    {
        var recipient = options.Clocks.Recipients.FirstOrDefault(recipient => recipient.Id == sending.Recipient);
        var channel = channels.All.FirstOrDefault(channel => channel.Name == sending.Channel);
        if (recipient is null || channel is null)
        {
            return new PersonReply(NotifyOutcome.Refused, null, false, "No such channel or recipient is configured.");
        }

        try
        {
            var subject = sending.Text.Split('\n')[0];
            return await channel.SendAsync(new PersonMessage(sending.Id, recipient.Address, subject, sending.Text, null), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new PersonReply(NotifyOutcome.Retry, null, false, error.GetType().Name);
        }
    }

    private static async Task KeepAsync(CenterWork work, string id, PersonReply reply, CancellationToken cancellation)
    {
        var sending = await work.Db.Set<ReportSending>().FirstAsync(sending => sending.Id == id, cancellation);
        if (sending.SentAt is not null)
        {
            return;
        }

        var clock = await work.Db.Set<ReportClock>().FirstAsync(clock => clock.Id == sending.ClockId, cancellation);
        sending.Attempts++;
        sending.Trouble = reply.Trouble;
        sending.Receipt = reply.Receipt;
        sending.IsRefused = reply.Outcome == NotifyOutcome.Refused;
        if (reply.Outcome == NotifyOutcome.Delivered)
        {
            sending.SentAt = work.Now;
            await SendBook.SentAsync(work, clock, sending, cancellation);
            return;
        }

        sending.RetryAt = work.Now + TimeSpan.FromSeconds(Math.Min(300, 10 << Math.Min(sending.Attempts, 5)));
        if (sending.IsRefused || sending.Attempts == 1)
        {
            work.Record(ClockProgress.FactOf(clock, "report.failed", null), new { sending.Id, sending.Recipient, sending.Channel, sending.IsRefused, trouble = reply.Trouble });
        }
    }

    [LoggerMessage(8500, LogLevel.Warning, "Report {Sending} was not taken by channel {Channel}: {Trouble}")]
    private static partial void LogNotSent(ILogger logger, string sending, string channel, string? trouble);
}

/// <summary>Keeps sendings and ends the clock when the last recipient has the report.</summary>
internal static class SendBook
{
    /// <summary>The clock is met when every recipient has a report; the ledger keeps the proof.</summary>
    public static async Task SentAsync(CenterWork work, ReportClock clock, ReportSending sending, CancellationToken cancellation)
    {
        ClockProgress.Advance(work, clock);
        work.Record(ClockProgress.FactOf(clock, "report.sent", sending.By), new
        {
            clock.IncidentId, sending.Id, sending.Version, sending.Recipient, sending.Channel, at = sending.SentAt, notedAt = work.Now, sending.Receipt, sending.Sha256,
            late = sending.SentAt > clock.DueAt || clock.State is ClockState.Overdue or ClockState.MetLate,
        });
        var had = await work.Db.Set<ReportSending>().Where(other => other.ClockId == clock.Id && other.SentAt != null && other.Id != sending.Id)
            .Select(other => other.Recipient).ToListAsync(cancellation);
        if (clock.IsOpen && RecipientsOf(clock).All(recipient => recipient == sending.Recipient || had.Contains(recipient)))
        {
            clock.State = ClockProgress.Met(clock.State);
            clock.SentAt = sending.SentAt;
            clock.SentBy = sending.By;
            work.Record(ClockProgress.FactOf(clock, "clock.met", sending.By), new { clock.IncidentId, clock.Kind, clock.DueAt, clock.SentAt, late = clock.State == ClockState.MetLate });
        }
    }

    public static IReadOnlyList<string> RecipientsOf(ReportClock clock) => JsonSerializer.Deserialize<IReadOnlyList<string>>(clock.Recipients, CenterJson.Options) ?? [];
}
