using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Roster;

/// <summary>Who is on duty at a moment, by the roster.</summary>
public static class DutyPeople
{
    /// <summary>Roles the roster fills, and whether the leader in charge of the shift fills them.</summary>
    private static readonly Dictionary<string, bool> s_roles = new(StringComparer.Ordinal)
    {
        ["county-duty"] = false, ["county-duty-leader"] = true, ["town-duty"] = false, ["leader-on-duty"] = true,
    };

    public static bool Fills(string role) => s_roles.ContainsKey(role);

    /// <param name="units">Where to look, first the one to be preferred.</param>
    /// <returns>Ids of people of the first of the units that has a shift with such; empty when none has.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(CenterDb db, string role, IReadOnlyList<string> units, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!s_roles.TryGetValue(role, out var leads))
        {
            return [];
        }

        var shifts = await db.Set<Shift>().Where(shift => units.Contains(shift.UnitId) && shift.From <= now && shift.To > now).OrderBy(shift => shift.From).ToListAsync(cancellation);
        return shifts.GroupBy(shift => shift.UnitId).OrderBy(group => IndexOf(units, group.Key))
            .Select(group => group.SelectMany(shift => Of(shift, leads)).Distinct(StringComparer.Ordinal).ToList())
            .FirstOrDefault(people => people.Count > 0) ?? [];
    }

    private static IEnumerable<string> Of(Shift shift, bool leads) => leads ? shift.LeaderId is { } leader ? [leader] : [] : shift.OfficerIds();

    private static int IndexOf(IReadOnlyList<string> units, string unit) => units.TakeWhile(other => other != unit).Count();
}
