using Gateway.Center.Clocks;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Prejudgement.Making;

/// <summary>A warning, as far as the sheets count it.</summary>
internal sealed record CountedWarning(string SiteId, string UnitPath, string PointId, WarningTier Tier, DateTimeOffset Time);

/// <summary>An incident, as far as the sheets count it.</summary>
internal sealed record CountedIncident(string Id, string SiteId, string UnitPath, WarningTier Tier, IncidentState State, string TitleZh, string TitleEn, DateTimeOffset Time);

/// <summary>What all sheets of one cadence are drawn from, read once for the county. Without drills and proofs.</summary>
internal sealed record SheetFacts(
    SheetPeriod Last, SheetPeriod Before, IReadOnlyList<CountedWarning> Warnings, IReadOnlyList<CountedIncident> Incidents, IReadOnlyList<AlarmStanding> Standings,
    IReadOnlyList<EdgeBox> Edges, IReadOnlyList<HiddenDanger> Dangers, IReadOnlyList<ReportClock> Clocks, IReadOnlyList<Site> Sites)
{
    /// <summary>More than this is not counted one by one; a storm is told by the figures of the KPI page.</summary>
    private const int Most = 200_000;

    public static async Task<SheetFacts> ReadAsync(CenterDb db, SheetPeriod last, SheetPeriod before, CancellationToken cancellation)
    {
        var (from, to) = (before.From, last.To);
        return new SheetFacts(
            last, before,
            await db.Set<Warning>().Where(warning => warning.IsRaise && !warning.IsDrill && warning.EventTime >= from && warning.EventTime < to).OrderByDescending(warning => warning.EventTime)
                .Take(Most).Select(warning => new CountedWarning(warning.SiteId, warning.UnitPath, warning.PointId, warning.Tier, warning.EventTime)).ToListAsync(cancellation),
            await db.Set<Incident>().Where(incident => !incident.IsDrill && !incident.IsProof && (incident.State != IncidentState.Released || (incident.OpenedAt >= from && incident.OpenedAt < to)))
                .Select(incident => new CountedIncident(
                    incident.Id, incident.SiteId, incident.UnitPath, incident.Tier, incident.State, incident.TitleZh, incident.TitleEn, incident.OpenedAt)).ToListAsync(cancellation),
            await db.Set<AlarmStanding>().ToListAsync(cancellation), await db.Set<EdgeBox>().ToListAsync(cancellation),
            await DangerQueries.Open(db).Where(danger => !danger.IsDrill).ToListAsync(cancellation),
            await db.Set<ReportClock>().Where(clock => !clock.IsDrill && (clock.State == ClockState.Overdue || (clock.State == ClockState.MetLate && clock.DueAt >= last.From)))
                .ToListAsync(cancellation),
            await db.Set<Site>().ToListAsync(cancellation));
    }
}
