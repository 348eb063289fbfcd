using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Incidents;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Drills;

/// <summary>Begins and ends the incidents of drills and proofs, by the same way every warning goes.</summary>
internal sealed class SyntheticIncidents(IWarningIntake intake, IncidentBook book)
{
    /// <returns>Id of the incident.</returns>
    public async Task<string> BeginAsync(CenterWork work, Site site, string point, string family, WarningTier tier, WarningText text, bool isProof)
    {
        var message = SyntheticWarning.Create(site, point, family, WarningTier.None, tier, text, work.Now);
        var warning = await intake.TakeAsync(work, site, SyntheticWarning.Edge, message, new WarningOrigin(IsDrill: true, IsProof: isProof));
        return warning?.IncidentId ?? throw new InvalidOperationException("A synthetic warning opened no incident.");
    }

    /// <summary>Ends what stands and releases the incident, unless somebody did.</summary>
    public async Task EndAsync(CenterWork work, string incidentId, string point, string family, LocalizedText reason, string? actor, bool isProof)
    {
        if (await work.Db.FindAsync<Incident>(incidentId) is not { } incident || await work.Db.FindAsync<Site>(incident.SiteId) is not { } site)
        {
            return;
        }

        var message = SyntheticWarning.Create(site, point, family, incident.StandingTier, WarningTier.None, new(reason.Zh, reason.En), work.Now);
        await intake.TakeAsync(work, site, SyntheticWarning.Edge, message, new WarningOrigin(IsDrill: true, IsProof: isProof));
        if (incident.State == IncidentState.Cleared)
        {
            await book.ReleaseAsync(work, incident, reason, actor);
        }
    }
}
