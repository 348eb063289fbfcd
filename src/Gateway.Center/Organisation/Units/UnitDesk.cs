using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.Units;

/// <summary>Makes, changes, moves and removes units, each in one change with everything that hangs below.</summary>
internal sealed class UnitDesk(CenterStore store, OrganisationSeeds seeds, CenterOptions options)
{
    // What the column holds, with room for a unit below.
    private const int LongestPath = 560;

    public Task<OrganisationResult> CreateAsync(UnitRequest request, CurrentUser by, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            var errors = new ConfigurationErrors();
            var parent = await request.CheckAsync(work.Db, by, seeds, errors);
            errors.Require(
                CenterOptionsValidator.UnitId().IsMatch(request.Id ?? ""), "id", request.Id, "1 到 64 个字母、数字、. _ -", "1 to 64 letters, digits, . _ -");
            errors.Require(
                (parent?.Path.Length ?? 0) + (request.Id?.Length ?? 0) < LongestPath, "parentId", request.ParentId, "层级更少的上级单位", "a unit with fewer above it");
            if (errors.Any)
            {
                return new OrganisationResult(Errors: errors);
            }

            if (await work.Db.Set<OrgUnit>().AnyAsync(unit => unit.Id == request.Id))
            {
                return new OrganisationResult(Refusal: CenterProblem.Conflict("unit.taken", "已有同编号的单位", "there is a unit of this id"));
            }

            return new OrganisationResult(UnitView.Of(Add(work, request, parent, by)));
        },
        cancellation);

    public Task<OrganisationResult> ChangeAsync(string id, UnitRequest request, CurrentUser by, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            if (await FindAsync(work.Db, id, by) is not { } unit)
            {
                return OrganisationResult.NotThere;
            }

            var errors = new ConfigurationErrors();
            var isMove = request.ParentId != unit.ParentId;
            var parent = await CheckAsync(work.Db, unit, request, isMove, by, errors);
            if (errors.Any)
            {
                return new OrganisationResult(Errors: errors);
            }

            if (isMove)
            {
                await MoveAsync(work, unit, parent, by);
            }

            Say(work, unit, request, by);
            return new OrganisationResult(UnitView.Of(unit));
        },
        cancellation);

    public Task<OrganisationResult> RemoveAsync(string id, CurrentUser by, CancellationToken cancellation) => store.WriteAsync(
        async work =>
        {
            if (await FindAsync(work.Db, id, by) is not { } unit)
            {
                return OrganisationResult.NotThere;
            }

            if (id == options.County.Id || await UnitPaths.FirstInsideAsync(work.Db, unit.Path) is not null)
            {
                return new OrganisationResult(Refusal: CenterProblem.Conflict(
                    "unit.not.empty", "该单位下还有单位、场所、人员、账号或记录", "units, sites, people, accounts or records still belong to it"));
            }

            work.Db.Remove(unit);
            work.Record(new LedgerFact("unit.removed", id) { Actor = by.Account, UnitPath = unit.Path }, UnitView.Of(unit));
            return new OrganisationResult();
        },
        cancellation);

    /// <summary>Adds a checked unit in the caller's change.</summary>
    public static OrgUnit Add(CenterWork work, UnitRequest request, OrgUnit? parent, CurrentUser by)
    {
        var unit = new OrgUnit
        {
            Id = request.Id!, ParentId = parent?.Id, Level = request.Level!, Path = $"{parent?.Path ?? "/"}{request.Id}/", NameZh = request.Name!.Zh.Trim(),
            NameEn = request.Name.En.Trim(), Industry = request.Industry, RegionCode = request.RegionCode,
        };
        work.Db.Add(unit);
        work.Record(new LedgerFact("unit.created", unit.Id) { Actor = by.Account, UnitPath = unit.Path }, UnitView.Of(unit));
        return unit;
    }

    /// <summary>Takes over the checked words of a unit in the caller's change; not where it stands.</summary>
    public static void Say(CenterWork work, OrgUnit unit, UnitRequest request, CurrentUser by)
    {
        var before = UnitView.Of(unit);
        (unit.Level, unit.NameZh, unit.NameEn) = (request.Level!, request.Name!.Zh.Trim(), request.Name.En.Trim());
        (unit.Industry, unit.RegionCode) = (request.Industry, request.RegionCode);
        var after = UnitView.Of(unit);
        if (after != before)
        {
            work.Record(new LedgerFact("unit.changed", unit.Id) { Actor = by.Account, UnitPath = unit.Path }, new { Before = before, After = after });
        }
    }

    private static async Task<OrgUnit?> FindAsync(CenterDb db, string id, CurrentUser by) =>
        await db.Set<OrgUnit>().SingleOrDefaultAsync(unit => unit.Id == id) is { } unit && by.Sees(unit.Path) ? unit : null;

    private async Task<OrgUnit?> CheckAsync(CenterDb db, OrgUnit unit, UnitRequest request, bool isMove, CurrentUser by, ConfigurationErrors errors)
    {
        // The unit of the own scope stands below one that is out of sight: where it stands is not his to say, what it is called is.
        var parent = isMove || request.ParentId is null
            ? await request.CheckAsync(db, isMove ? by : by with { ScopePath = "/" }, seeds, errors)
            : await request.CheckAsync(db, by with { ScopePath = "/" }, seeds, errors);
        if (!isMove)
        {
            return parent;
        }

        errors.Require(unit.Id != options.County.Id, "parentId", request.ParentId, "县级单位不能移动", "the county's unit stays where it is");
        errors.Require(
            parent is null || !parent.Path.StartsWith(unit.Path, StringComparison.Ordinal), "parentId", request.ParentId,
            "不在本单位之下的上级单位", "a unit that is not below this one");
        var deepest = await db.Set<OrgUnit>().Where(other => other.Path.StartsWith(unit.Path)).MaxAsync(other => other.Path.Length);
        errors.Require(
            (parent?.Path.Length ?? 1) + deepest - unit.Path.Length + unit.Id.Length < LongestPath, "parentId", request.ParentId,
            "层级更少的上级单位", "a unit with fewer above it");
        return parent;
    }

    private static async Task MoveAsync(CenterWork work, OrgUnit unit, OrgUnit? parent, CurrentUser by)
    {
        var (from, to) = (unit.Path, $"{parent?.Path ?? "/"}{unit.Id}/");
        await UnitPaths.MoveAsync(work.Db, from, to);
        (unit.ParentId, unit.Path) = (parent?.Id, to);
        work.Record(new LedgerFact("unit.moved", unit.Id) { Actor = by.Account, UnitPath = to }, new { From = from, To = to });
    }
}
