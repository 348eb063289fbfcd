using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Roster;

/// <summary>Every minute: when the county has a roster and nobody is on duty by it, that is a fact of its own, and so is its end.</summary>
internal sealed class RosterDuty(CenterOptions options, CenterStore store) : ICenterDuty
{
    public const string Uncovered = "roster.uncovered";
    public const string Covered = "roster.covered";

    public string Name => "roster";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var county = options.County.Id;
        var (isUsed, isCovered, last) = await store.ReadAsync(db => StateAsync(db, county, now, cancellation), cancellation);
        var kind = isCovered ? Covered : Uncovered;
        if (!isUsed || last == kind || (last is null && isCovered))
        {
            return;
        }

        await store.WriteAsync(work => Task.FromResult(work.Record(new LedgerFact(kind, county), new { unit = county, at = work.Now })), cancellation);
    }

    private static async Task<(bool IsUsed, bool IsCovered, string? Last)> StateAsync(CenterDb db, string county, DateTimeOffset now, CancellationToken cancellation)
    {
        var shifts = db.Set<Shift>().Where(shift => shift.UnitId == county);
        var isUsed = await shifts.AnyAsync(shift => shift.From <= now, cancellation);
        var running = await shifts.Where(shift => shift.From <= now && shift.To > now).ToListAsync(cancellation);
        var last = await db.Set<LedgerEntry>().Where(entry => entry.Subject == county && (entry.Kind == Uncovered || entry.Kind == Covered))
            .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Kind).FirstOrDefaultAsync(cancellation);
        return (isUsed, running.Exists(shift => shift.OfficerIds().Count > 0), last);
    }
}
