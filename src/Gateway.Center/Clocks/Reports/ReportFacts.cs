using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Overview;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Clocks.Reports;

/// <summary>What the center knows of an accident, read at one moment.</summary>
/// <param name="Units">From the county down to the unit of the site.</param>
/// <param name="Warnings">Oldest first, at most <see cref="MostWarnings"/>.</param>
/// <param name="Entries">Of the incident and its calls, oldest first.</param>
internal sealed record ReportFacts(
    ReportClock Clock, Incident Incident, Site? Site, IReadOnlyList<OrgUnit> Units, IReadOnlyList<WarningMessage> Warnings, IReadOnlyList<LedgerEntry> Entries, DutyNow? Duty)
{
    public const int MostWarnings = 60;
    private const int MostEntries = 1000;
    private static readonly CurrentUser s_center = new("center", null, CenterRole.DutyOfficer, "/", null);

    /// <returns>Null when the incident is not there.</returns>
    public static async Task<ReportFacts?> ReadAsync(
        CenterDb db, ReportClock clock, IEnumerable<IOverviewPart> parts, DateTimeOffset now, CancellationToken cancellation)
    {
        var incident = await db.Set<Incident>().FirstOrDefaultAsync(incident => incident.Id == clock.IncidentId, cancellation);
        if (incident is null)
        {
            return null;
        }

        var site = await db.Set<Site>().FirstOrDefaultAsync(site => site.Id == clock.SiteId, cancellation);
        var above = PathsOf(clock.UnitPath);
        var units = await db.Set<OrgUnit>().Where(unit => above.Contains(unit.Path)).ToListAsync(cancellation);
        var bodies = await db.Set<Warning>().Where(warning => warning.IncidentId == incident.Id)
            .OrderBy(warning => warning.EventTime).Select(warning => warning.Body).Take(MostWarnings).ToListAsync(cancellation);
        var warnings = bodies.Select(body => JsonSerializer.Deserialize(body, WarningMessageJson.Default.WarningMessage)).OfType<WarningMessage>();
        return new ReportFacts(
            clock, incident, site, [.. units.OrderBy(unit => unit.Path.Length)], [.. warnings], await EntriesAsync(db, incident, cancellation),
            await DutyAsync(db, parts, now, cancellation));
    }

    private static string[] PathsOf(string path) =>
        [.. Enumerable.Range(0, path.Length).Where(i => i > 0 && path[i] == '/').Select(i => path[..(i + 1)])];

    private static async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(CenterDb db, Incident incident, CancellationToken cancellation)
    {
        var of = incident.Id;
        var quoted = $"\"{of}\"";
        return await db.Set<LedgerEntry>()
            .Where(entry => entry.Time >= incident.OpenedAt && entry.IsDrill == incident.IsDrill
                && (entry.Subject == of || (entry.Site == incident.SiteId && entry.Kind.StartsWith("call.") && entry.Body.Contains(quoted))))
            .OrderBy(entry => entry.Sequence).Take(MostEntries).ToListAsync(cancellation);
    }

    private static async Task<DutyNow?> DutyAsync(CenterDb db, IEnumerable<IOverviewPart> parts, DateTimeOffset now, CancellationToken cancellation)
    {
        var draft = new OverviewDraft();
        foreach (var part in parts.Where(part => part is not Views.ClockOverviewPart))
        {
            await part.AddAsync(db, draft, s_center, now, cancellation);
            if (draft.Duty is not null)
            {
                break;
            }
        }

        return draft.Duty;
    }
}
