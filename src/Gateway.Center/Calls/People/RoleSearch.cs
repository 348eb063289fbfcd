using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Roster;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.People;

/// <summary>Somebody found for a role.</summary>
/// <param name="Role">The one held, which is another than asked for when nobody holds that.</param>
public sealed record FoundPerson(Person Person, string Role);

/// <summary>
/// Finds who holds a role for a place: at the units from the site upward and the departments beside them, first by the roster of this moment, then by the
/// list of holders, then the next role of the same level.
/// </summary>
public static class RoleSearch
{
    /// <param name="unitPath">Of the site.</param>
    /// <param name="industry">Of the site; departments of other industries are left out.</param>
    public static async Task<IReadOnlyList<FoundPerson>> FindAsync(
        CenterDb db, string role, string unitPath, string? industry, DateTimeOffset now, CancellationToken cancellation)
    {
        var units = await UnitsAsync(db, unitPath, industry, cancellation);
        foreach (var candidate in RoleChain.From(role))
        {
            var ids = await DutyPeople.OfAsync(db, candidate, units, now, cancellation);
            var people = await ActiveAsync(db, ids, cancellation);
            if (people.Count == 0)
            {
                people = await ActiveAsync(db, await HoldersAsync(db, candidate, units, cancellation), cancellation);
            }

            if (people.Count > 0)
            {
                return [.. people.Select(person => new FoundPerson(person, candidate))];
            }
        }

        return [];
    }

    /// <summary>Nearest first: each unit above the site, and after it the departments beside it that look after the industry.</summary>
    private static async Task<IReadOnlyList<string>> UnitsAsync(CenterDb db, string unitPath, string? industry, CancellationToken cancellation)
    {
        var above = unitPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().ToList();
        var departments = await db.Set<OrgUnit>()
            .Where(unit => unit.ParentId != null && above.Contains(unit.ParentId) && (unit.Level == "industry-department" || unit.Level == "safety-supervision")
                && (unit.Industry == null || unit.Industry == industry))
            .OrderBy(unit => unit.Id).Select(unit => new { unit.Id, unit.ParentId }).ToListAsync(cancellation);
        return [.. above.SelectMany(unit => new[] { unit }.Concat(departments.Where(department => department.ParentId == unit).Select(department => department.Id)))];
    }

    /// <summary>Holders at the nearest unit that has any, in their order.</summary>
    private static async Task<IReadOnlyList<string>> HoldersAsync(CenterDb db, string role, IReadOnlyList<string> units, CancellationToken cancellation)
    {
        var holders = await (from holder in db.Set<RoleHolder>()
                             join person in db.Set<Person>() on holder.PersonId equals person.Id
                             where holder.Role == role && units.Contains(holder.UnitId) && person.IsActive
                             orderby holder.Order, holder.PersonId
                             select new { holder.PersonId, holder.UnitId }).ToListAsync(cancellation);
        var nearest = units.FirstOrDefault(unit => holders.Exists(holder => holder.UnitId == unit));
        return [.. holders.Where(holder => holder.UnitId == nearest).Select(holder => holder.PersonId)];
    }

    private static async Task<IReadOnlyList<Person>> ActiveAsync(CenterDb db, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var people = await db.Set<Person>().Where(person => ids.Contains(person.Id) && person.IsActive).ToListAsync(cancellation);
        return [.. ids.Select(id => people.Find(person => person.Id == id)).OfType<Person>()];
    }
}
