using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation;

/// <summary>The unit everything of the county hangs below; its path is <c>/{county id}/</c> and never moves.</summary>
public static class CountyUnit
{
    public static string PathOf(CountyOptions county) => $"/{county.Id}/";

    /// <summary>Makes it in the caller's change if it is not there.</summary>
    public static async Task<OrgUnit> EnsureAsync(CenterWork work, CountyOptions county, string? actor)
    {
        if (await work.Db.Set<OrgUnit>().SingleOrDefaultAsync(unit => unit.Id == county.Id) is { } there)
        {
            return there;
        }

        var made = new OrgUnit
        {
            Id = county.Id, Level = "county", Path = PathOf(county), NameZh = county.Name.Zh, NameEn = county.Name.En, RegionCode = county.RegionCode,
        };
        work.Db.Add(made);
        work.Record(new LedgerFact("unit.created", made.Id) { Actor = actor, UnitPath = made.Path }, new { made.Level, made.Path, made.NameZh, made.NameEn });
        return made;
    }
}
