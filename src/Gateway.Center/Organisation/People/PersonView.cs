using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.People;

internal sealed record HeldRole(string UnitId, string Role, LocalizedText RoleName, int Order);

/// <summary><c>Person</c> of api/types.</summary>
internal sealed record PersonView(
    string Id, string Name, string UnitId, LocalizedText UnitName, string? Phone, string? Email, string? Chat, bool Active, DateTimeOffset? ReviewedAt,
    IReadOnlyList<HeldRole> Roles)
{
    /// <param name="dueBefore">Only active people nobody has looked at since; null = all.</param>
    public static async Task<IReadOnlyList<PersonView>> ListAsync(
        CenterDb db, CurrentUser by, string? unitId, DateTimeOffset? dueBefore, OrganisationSeeds seeds, CancellationToken cancellation)
    {
        var people = await db.Set<Person>()
            .Where(person => person.UnitPath.StartsWith(by.ScopePath) && (unitId == null || person.UnitId == unitId))
            .Where(person => dueBefore == null || (person.IsActive && (person.ReviewedAt == null || person.ReviewedAt <= dueBefore)))
            .OrderBy(person => person.UnitPath).ThenBy(person => person.Id).ToListAsync(cancellation);
        var ids = people.Select(person => person.Id).ToHashSet();
        var units = await db.Set<OrgUnit>().Where(unit => unit.Path.StartsWith(by.ScopePath)).ToDictionaryAsync(unit => unit.Id, cancellation);
        var held = (await db.Set<RoleHolder>().ToListAsync(cancellation)).Where(holder => ids.Contains(holder.PersonId)).ToLookup(holder => holder.PersonId);
        return [.. people.Select(person => Of(person, units, held[person.Id], seeds))];
    }

    private static PersonView Of(Person person, Dictionary<string, OrgUnit> units, IEnumerable<RoleHolder> held, OrganisationSeeds seeds) => new(
        person.Id, person.Name, person.UnitId, NameOf(units.GetValueOrDefault(person.UnitId), person.UnitId), person.Phone, person.Email, person.Chat,
        person.IsActive, person.ReviewedAt,
        [
            .. held.OrderBy(holder => holder.Role, StringComparer.Ordinal).ThenBy(holder => holder.Order)
                .Select(holder => new HeldRole(holder.UnitId, holder.Role, seeds.Role(holder.Role)?.Name ?? new(holder.Role, holder.Role), holder.Order)),
        ]);

    private static LocalizedText NameOf(OrgUnit? unit, string id) => unit is null ? new(id, id) : new(unit.NameZh, unit.NameEn);
}
