using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Warnings;

namespace Gateway.Center.Clocks;

/// <summary>
/// Starts the clocks of a place when somebody confirms an accident, in the same transaction. They count from the occurrence when it is known: the
/// documents say 发生后, and a clock that starts late hides a late report.
/// </summary>
internal sealed class ClockStarter(CenterOptions options) : IIncidentObserver
{
    public async Task ChangedAsync(CenterWork work, Incident incident, IncidentChange change)
    {
        if (change != IncidentChange.AccidentConfirmed)
        {
            return;
        }

        var confirmed = incident.AccidentAt ?? work.Now;
        var occurred = OccurredAt(work, incident.Id);
        foreach (var rule in options.Clocks.SetsOf(incident.UnitPath).SelectMany(set => set.Clocks))
        {
            await StartAsync(work, incident, rule, occurred is { } known && known < confirmed ? known : null, confirmed);
        }
    }

    /// <summary>The fact of the confirmation, recorded earlier in this transaction, says when it happened (<c>occurredAt</c>), as far as anybody knows.</summary>
    private static DateTimeOffset? OccurredAt(CenterWork work, string incident)
    {
        foreach (var entry in work.Entries.Reverse().Where(entry => entry.Subject == incident))
        {
            using var body = JsonDocument.Parse(entry.Body);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("occurredAt", out var at)
                && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var time))
            {
                return time;
            }
        }

        return null;
    }

    private static async Task StartAsync(CenterWork work, Incident incident, ClockRule rule, DateTimeOffset? occurred, DateTimeOffset confirmed)
    {
        var id = $"{incident.Id}.{rule.Kind}";
        if (await work.Db.Set<ReportClock>().FindAsync(id) is not null)
        {
            return;
        }

        var start = occurred ?? confirmed;
        var clock = new ReportClock
        {
            Id = id, IncidentId = incident.Id, SiteId = incident.SiteId, UnitPath = incident.UnitPath, Kind = rule.Kind, NameZh = rule.Name.Zh,
            NameEn = rule.Name.En, Form = rule.Form, Clause = rule.Basis, Basis = occurred is null ? ClockBasis.Confirmation : ClockBasis.Occurrence,
            StartedAt = start, ConfirmedAt = confirmed, WarnAt = start + rule.Within - rule.WarnBefore, DueAt = start + rule.Within,
            Recipients = JsonSerializer.Serialize(rule.Recipients, CenterJson.Options), IsDrill = incident.IsDrill || incident.IsProof,
        };
        work.Db.Add(clock);
        work.Record(ClockProgress.FactOf(clock, "clock.started", null), new
        {
            clock.IncidentId, clock.Kind, clock.Basis, clock.StartedAt, clock.ConfirmedAt, clock.WarnAt, clock.DueAt, rule.Recipients, clock.Clause,
        });
        ClockProgress.Advance(work, clock);
    }
}
