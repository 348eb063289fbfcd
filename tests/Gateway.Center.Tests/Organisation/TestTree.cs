using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;

namespace Gateway.Center.Tests.Organisation;

/// <summary>Below the county, which is there from the start: county → east → mill → shop, beside them west and eastern; a site at the shop, a person and an account of the mill.</summary>
internal static class TestTree
{
    public static Task MakeAsync(CenterUnderTest center) => center.Store.WriteAsync(
        work =>
        {
            work.Db.AddRange(
                Unit("east", "county", "town", "/county/east/"), Unit("west", "county", "town", "/county/west/"),
                Unit("eastern", "county", "town", "/county/eastern/"), Unit("mill", "east", "enterprise", "/county/east/mill/"),
                Unit("shop", "mill", "workshop", "/county/east/mill/shop/"));
            work.Db.Add(new Site { Id = "s1", UnitId = "shop", UnitPath = "/county/east/mill/shop/", NameZh = "车间", NameEn = "Shop" });
            work.Db.Add(new Person { Id = "p1", Name = "负责人甲", UnitId = "mill", UnitPath = "/county/east/mill/", ReviewedAt = work.Now });
            work.Db.Add(new RoleHolder { PersonId = "p1", UnitId = "mill", Role = "principal" });
            work.Db.Add(new Account
            {
                Id = "mill-account", PasswordHash = "", Role = CenterRole.Enterprise, ScopePath = "/county/east/mill/", CreatedAt = work.Now,
            });
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static OrgUnit Unit(string id, string? parent, string level, string path) =>
        new() { Id = id, ParentId = parent, Level = level, Path = path, NameZh = id, NameEn = id };
}
