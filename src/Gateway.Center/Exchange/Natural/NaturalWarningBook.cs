using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Natural;

/// <summary>Which warnings about nature are in force where. Stateless; thread-safe.</summary>
public sealed class NaturalWarningBook
{
    /// <summary>In force now for a unit: issued for it, or for one above it. Gravest first.</summary>
    public Task<List<NaturalWarning>> InForceAsync(CenterDb db, string unitPath, DateTimeOffset now) =>
        InForce(db, now).Where(warning => unitPath.StartsWith(warning.UnitPath)).OrderByDescending(warning => warning.Tier).ThenBy(warning => warning.From).ToListAsync();

    /// <summary>Any place.</summary>
    internal static IQueryable<NaturalWarning> InForce(CenterDb db, DateTimeOffset now) =>
        db.Set<NaturalWarning>().Where(warning => warning.From <= now && warning.EndedAt == null && (warning.Until == null || warning.Until > now));

    /// <summary>Stores it once.</summary>
    /// <returns>False when it was there already.</returns>
    internal static async Task<bool> TakeAsync(CenterWork work, NaturalWarning warning, string? actor)
    {
        if (await work.Db.Set<NaturalWarning>().AnyAsync(known => known.Id == warning.Id))
        {
            return false;
        }

        work.Db.Add(warning);
        Record(work, warning, warning.IsReceived ? "natural.received" : "natural.entered", actor);
        return true;
    }

    internal static void End(CenterWork work, NaturalWarning warning, string? actor)
    {
        (warning.EndedAt, warning.ClosedAt) = (work.Now, work.Now);
        Record(work, warning, "natural.ended", actor);
    }

    internal static void Record(CenterWork work, NaturalWarning warning, string kind, string? actor) =>
        work.Record(new LedgerFact(kind, warning.Id) { UnitPath = warning.UnitPath, Actor = actor }, NaturalWarningView.Of(warning, work.Now));
}
