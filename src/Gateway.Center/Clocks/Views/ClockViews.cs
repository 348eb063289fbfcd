using Gateway.Center.Access;
using Gateway.Center.Clocks.Reports;
using Gateway.Center.Clocks.Sending;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Views;

/// <summary><c>Clock</c> of api/types.</summary>
/// <param name="May">Of <c>write</c> and <c>send</c>, what the account can do now.</param>
/// <param name="ByHand">Whether one of those still without the newest text is told by a person: sending then takes how, and who took it.</param>
internal sealed record ClockView(
    string Id, string Incident, string Site, string Kind, LocalizedText Name, DateTimeOffset StartedAt, ClockBasis Basis, DateTimeOffset ConfirmedAt, DateTimeOffset WarnAt,
    DateTimeOffset DueAt, ClockState State, IReadOnlyList<LocalizedText> Recipients, ClockReport? Report, DateTimeOffset? SentAt, string? SentBy,
    IReadOnlyList<SendingProof> Proof, IReadOnlyList<SendingWait> Waiting, string Clause, bool Drill, IReadOnlyList<string> May, IReadOnlyList<NotNow> NotNow, bool ByHand);

internal sealed record ClockReport(string Id, DateTimeOffset SavedAt, string By, bool Complete, int Version);

internal sealed record SendingProof(string Channel, DateTimeOffset At, string Receipt, string Sha256, string Recipient, LocalizedText RecipientName, int Version, string By, DateTimeOffset NotedAt);

/// <summary>A sending that is not there yet.</summary>
internal sealed record SendingWait(string Recipient, string Channel, int Attempts, string? Trouble, bool Refused);

/// <summary><c>Report</c> of api/types.</summary>
internal sealed record ReportView(string Id, string Clock, IReadOnlyList<ReportHeading> Headings, DateTimeOffset? SavedAt, string? By, int Version, bool Complete);

internal static class ClockViews
{
    public static async Task<IReadOnlyList<ClockView>> OfAsync(CenterDb db, IReadOnlyList<ReportClock> clocks, ClockOptions options, CurrentUser user, CancellationToken cancellation)
    {
        var ids = clocks.Select(clock => clock.Id).ToList();
        var versions = (await db.Set<ReportVersion>().Where(version => ids.Contains(version.ClockId)).ToListAsync(cancellation)).ToLookup(version => version.ClockId);
        var sendings = (await db.Set<ReportSending>().Where(sending => ids.Contains(sending.ClockId)).ToListAsync(cancellation)).ToLookup(sending => sending.ClockId);
        return [.. clocks.Select(clock => Of(clock, versions[clock.Id].MaxBy(version => version.Number), [.. sendings[clock.Id]], options, user))];
    }

    private static ClockView Of(ReportClock clock, ReportVersion? version, IReadOnlyList<ReportSending> sendings, ClockOptions options, CurrentUser user)
    {
        var acts = ClockPossibilities.Of(clock, version, sendings, user);
        return new(
            clock.Id, clock.IncidentId, clock.SiteId, clock.Kind, new(clock.NameZh, clock.NameEn), clock.StartedAt, clock.Basis, clock.ConfirmedAt, clock.WarnAt, clock.DueAt,
            clock.State, [.. SendBook.RecipientsOf(clock).Select(id => NameOf(id, options))],
            version is null ? null : new($"{clock.Id}/v{version.Number}", version.SavedAt, version.By, version.IsComplete, version.Number), clock.SentAt, clock.SentBy,
            [.. sendings.Where(sending => sending.SentAt is not null).OrderBy(sending => sending.SentAt).Select(sending => new SendingProof(
                sending.Channel, sending.SentAt!.Value, sending.Receipt ?? "", sending.Sha256, sending.Recipient, NameOf(sending.Recipient, options), sending.Version, sending.By, sending.RequestedAt))],
            [.. sendings.Where(sending => sending.SentAt is null).Select(sending => new SendingWait(
                sending.Recipient, sending.Channel, sending.Attempts, sending.Trouble, sending.IsRefused))],
            clock.Clause, clock.IsDrill, acts.May, acts.NotNow, ClockPossibilities.IsByHand(clock, version, sendings, options));
    }

    private static LocalizedText NameOf(string id, ClockOptions options) => options.Recipients.FirstOrDefault(recipient => recipient.Id == id)?.Name ?? new(id, id);
}
