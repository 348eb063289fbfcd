using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Roster;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Calls.Support;

/// <summary>A small county: county, town, enterprise, one site, and people as a test wants them.</summary>
internal static class CountyBuilder
{
    public const string Enterprise = "/county/town/ent/";

    public static Task AddCountyAsync(this CenterStore store, string site = "site") => store.WriteAsync(
        async work =>
        {
            await UnitAsync(work, "county", null, "county", "/county/");
            await UnitAsync(work, "town", "county", "town", "/county/town/");
            await UnitAsync(work, "ent", "town", "enterprise", Enterprise);
            if (await work.Db.FindAsync<Site>(site) is null)
            {
                work.Db.Add(new Site { Id = site, UnitId = "ent", UnitPath = Enterprise, NameZh = "试验厂区", NameEn = "test works", IsPlaced = true });
            }
        },
        CancellationToken.None);

    public static Task AddPersonAsync(
        this CenterStore store, string id, string unit, string role, string? phone = "00000000001", string? email = null, string? chat = null, int order = 1) => store.WriteAsync(
        async work =>
        {
            var path = (await work.Db.FindAsync<OrgUnit>(unit))!.Path;
            work.Db.Add(new Person { Id = id, Name = $"人员{id}", UnitId = unit, UnitPath = path, Phone = phone, Email = email, Chat = chat });
            work.Db.Add(new RoleHolder { PersonId = id, UnitId = unit, Role = role, Order = order });
        },
        CancellationToken.None);

    /// <summary>One person for every role the default plans call.</summary>
    public static async Task AddEverybodyAsync(this CenterStore store)
    {
        foreach (var (role, unit) in new[]
        {
            ("leader-on-duty", "ent"), ("principal", "ent"), ("safety-officer", "ent"), ("safety-director", "ent"), ("town-duty", "town"), ("county-duty", "county"),
            ("county-emergency-head", "county"), ("government-duty", "county"),
        })
        {
            await store.AddPersonAsync(role, unit, role, email: $"{role}@example.invalid");
        }
    }

    public static Task AddShiftAsync(this CenterStore store, string unit, DateTimeOffset from, double hours, string[] officers, string? leader = null) => store.WriteAsync(
        async work =>
        {
            var path = (await work.Db.FindAsync<OrgUnit>(unit))!.Path;
            work.Db.Add(new Shift
            {
                Id = Guid.NewGuid().ToString("N"), UnitId = unit, UnitPath = path, From = from, To = from.AddHours(hours), LeaderId = leader,
                Officers = System.Text.Json.JsonSerializer.Serialize(officers, CenterJson.Options),
            });
        },
        CancellationToken.None);

    public static Incident Incident(string id, WarningTier tier, DateTimeOffset at, string site = "site", bool isDrill = false) => new()
    {
        Id = id, SiteId = site, UnitPath = Enterprise, Zone = "", Family = "gas", Tier = tier, StandingTier = tier, TitleZh = "可燃气体超限", TitleEn = "gas over limit",
        OpenedAt = at, RaisedAt = at, IsDrill = isDrill,
    };

    private static async Task UnitAsync(CenterWork work, string id, string? parent, string level, string path)
    {
        if (await work.Db.FindAsync<OrgUnit>(id) is null)
        {
            work.Db.Add(new OrgUnit { Id = id, ParentId = parent, Level = level, Path = path, NameZh = id, NameEn = id });
        }
    }
}
