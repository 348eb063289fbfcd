using Gateway.Center.Data;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Incidents;

/// <summary>Carries an incident on when the points that stand in it changed: opened, reopened, raised, cleared.</summary>
internal sealed class IncidentProgress(IncidentBook book, Aggregation aggregation, Neighbours neighbours)
{
    public async Task ApplyAsync(CenterWork work, Step step, LocalizedText reason, WarningOrigin origin)
    {
        var (incident, isNew) = step.Placed!;
        if (incident.IsHistorical && !origin.IsHistorical && step.Change.Tier > WarningTier.None)
        {
            await book.ComeAliveAsync(work, incident, reason);
        }

        if (step.IsReminder && !isNew)
        {
            IncidentBook.Remind(work, incident);
        }

        await CarryOnAsync(work, incident, isNew, reason);
    }

    /// <summary>Judges again what stands, for example because a natural-hazard warning came into force.</summary>
    public async Task CarryOnAsync(CenterWork work, Incident incident, bool isNew, LocalizedText reason)
    {
        var standing = await work.Db.Set<StandingPoint>().Where(point => point.IncidentId == incident.Id && point.Tier > WarningTier.None).ToListAsync();
        incident.StandingTier = standing.Count == 0 ? WarningTier.None : standing.Max(point => point.Tier);
        if (isNew)
        {
            await book.OpenedAsync(work, incident, reason);
        }
        else if (incident.StandingTier > WarningTier.None && incident.State == IncidentState.Cleared)
        {
            await book.ReopenAsync(work, incident, reason);
        }

        var verdict = await aggregation.JudgeAsync(work, incident, standing, reason);
        var rises = verdict.Tier > incident.Tier;
        await book.RaiseAsync(work, incident, verdict.Tier, verdict.Reason, verdict.By);
        if (isNew || rises)
        {
            await work.Db.SaveChangesAsync();
            await neighbours.LookAsync(work, incident);
        }

        if (incident.StandingTier == WarningTier.None && incident.State == IncidentState.Open)
        {
            await book.ClearAsync(work, incident);
        }
    }
}
