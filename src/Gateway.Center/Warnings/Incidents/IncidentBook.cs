using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>The only place where an incident changes: each change with its ledger entry and its observers, or not at all.</summary>
internal sealed class IncidentBook(IServiceProvider services)
{
    // Observers may themselves need what needs this book; they are asked for when the first change happens.
    private IReadOnlyList<IIncidentObserver>? _observers;

    public async Task OpenedAsync(CenterWork work, Incident incident, LocalizedText reason)
    {
        Record(work, incident, "incident.opened", null, new { reason, zone = incident.Zone, family = incident.Family, historical = incident.IsHistorical, proof = incident.IsProof });
        await TellAsync(work, incident, IncidentChange.Opened);
    }

    /// <summary>Raises; never lowers.</summary>
    public async Task RaiseAsync(CenterWork work, Incident incident, WarningTier tier, LocalizedText reason, string by, string? actor = null)
    {
        if (tier <= incident.Tier)
        {
            return;
        }

        var from = incident.Tier;
        incident.Tier = tier;
        incident.RaisedAt = work.Now;
        if (actor is null)
        {
            // Whoever acknowledged the lower tier has not seen this one.
            Unacknowledge(incident);
        }

        Record(work, incident, "incident.raised", actor, new { from = Words.Of(from), reason, by });
        await TellAsync(work, incident, IncidentChange.Raised);
    }

    public async Task ClearAsync(CenterWork work, Incident incident)
    {
        incident.State = IncidentState.Cleared;
        incident.ClearedAt = work.Now;
        Record(work, incident, "incident.cleared", null, new { });
        await TellAsync(work, incident, IncidentChange.Cleared);
    }

    public async Task ReopenAsync(CenterWork work, Incident incident, LocalizedText reason)
    {
        incident.State = IncidentState.Open;
        incident.ClearedAt = null;
        Unacknowledge(incident);
        Record(work, incident, "incident.reopened", null, new { reason });
        await TellAsync(work, incident, IncidentChange.Reopened);
    }

    /// <summary>It came late, but it stands: from now on it is an incident like any other.</summary>
    public async Task ComeAliveAsync(CenterWork work, Incident incident, LocalizedText reason)
    {
        incident.IsHistorical = false;
        await OpenedAsync(work, incident, reason);
    }

    public async Task AcknowledgeAsync(CenterWork work, Incident incident, string actor, string remark)
    {
        (incident.AcknowledgedAt, incident.AcknowledgedBy, incident.TouchedAt) = (work.Now, actor, work.Now);
        Record(work, incident, "incident.acknowledged", actor, new { remark });
        await TellAsync(work, incident, IncidentChange.Acknowledged);
    }

    /// <param name="actor">Null = the center itself.</param>
    public async Task ReleaseAsync(CenterWork work, Incident incident, LocalizedText reason, string? actor)
    {
        incident.State = IncidentState.Released;
        incident.ReleasedAt = work.Now;
        Record(work, incident, "incident.released", actor, new { reason });
        await TellAsync(work, incident, IncidentChange.Released);
    }

    public async Task ConfirmAccidentAsync(CenterWork work, Incident incident, DateTimeOffset occurredAt, string actor, string remark)
    {
        (incident.AccidentAt, incident.TouchedAt) = (work.Now, work.Now);
        Record(work, incident, "incident.accident", actor, new { occurredAt, remark });
        await TellAsync(work, incident, IncidentChange.AccidentConfirmed);
    }

    /// <summary>An alarm acknowledged long ago asks again: the acknowledgement no longer counts.</summary>
    public static void Remind(CenterWork work, Incident incident)
    {
        if (incident.AcknowledgedAt is not null)
        {
            Unacknowledge(incident);
            Record(work, incident, "incident.reminded", null, new { });
        }
    }

    /// <summary>A fact of an incident; <c>incident</c>, <c>tier</c> and <c>standingTier</c> stand in every body.</summary>
    public static void Record(CenterWork work, Incident incident, string kind, string? actor, object details) =>
        work.Record(
            new LedgerFact(kind, incident.Id) { Site = incident.SiteId, UnitPath = incident.UnitPath, Actor = actor, IsDrill = incident.IsDrill },
            new
            {
                incident = incident.Id, tier = incident.Tier, standingTier = incident.StandingTier,
                title = new LocalizedText(incident.TitleZh, incident.TitleEn), details,
            });

    private static void Unacknowledge(Incident incident) => (incident.AcknowledgedAt, incident.AcknowledgedBy) = (null, null);

    private async Task TellAsync(CenterWork work, Incident incident, IncidentChange change)
    {
        if (incident.IsHistorical)
        {
            return;
        }

        _observers ??= [.. services.GetServices<IIncidentObserver>()];
        foreach (var observer in _observers)
        {
            await observer.ChangedAsync(work, incident, change);
        }
    }
}
