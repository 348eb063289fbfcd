using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Roster;

/// <summary>Who is on duty at a moment, by the roster.</summary>
public static class DutyPeople
{
    private static readonly string[] s_county = ["county", "city", "province"];
    private static readonly string[] s_town = ["town", "functional-zone"];
    private static readonly string[] s_enterprise = ["enterprise", "workshop", "team", "post"];

    /// <summary>
    /// Roles the roster fills, whether the leader in charge of the shift fills them, and at units of which level: the county's own shift is neither the
    /// town's duty officer nor the leader on duty of an enterprise, or those would never be called where the county keeps a roster.
    /// </summary>
    private static readonly Dictionary<string, (bool Leads, string[] Levels)> s_roles = new(StringComparer.Ordinal)
    {
        ["county-duty"] = (false, s_county), ["county-duty-leader"] = (true, s_county), ["town-duty"] = (false, s_town), ["leader-on-duty"] = (true, s_enterprise),
    };

    public static bool Fills(string role) => s_roles.ContainsKey(role);

    /// <param name="units">Where to look, first the one to be preferred.</param>
    /// <returns>Ids of people of the first of the units, of those at the role's level, that has a shift with such; empty when none has.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(CenterDb db, string role, IReadOnlyList<string> units, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!s_roles.TryGetValue(role, out var filled))
        {
            return [];
        }

        var (leads, levels) = filled;
        var shifts = await db.Set<Shift>()
            .Where(shift => units.Contains(shift.UnitId) && shift.From <= now && shift.To > now && db.Set<OrgUnit>().Any(unit => unit.Id == shift.UnitId && levels.Contains(unit.Level)))
            .OrderBy(shift => shift.From).ToListAsync(cancellation);
        return shifts.GroupBy(shift => shift.UnitId).OrderBy(group => IndexOf(units, group.Key))
            .Select(group => group.SelectMany(shift => Of(shift, leads)).Distinct(StringComparer.Ordinal).ToList())
            .FirstOrDefault(people => people.Count > 0) ?? [];
    }

    private static IEnumerable<string> Of(Shift shift, bool leads) => leads ? shift.LeaderId is { } leader ? [leader] : [] : shift.OfficerIds();

    private static int IndexOf(IReadOnlyList<string> units, string unit) => units.TakeWhile(other => other != unit).Count();
}
