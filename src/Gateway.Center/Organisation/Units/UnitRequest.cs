using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.Units;

/// <summary>What can be said of a unit.</summary>
internal sealed record UnitRequest(string? Id, string? ParentId, string? Level, LocalizedText? Name, string? Industry, string? RegionCode)
{
    /// <summary>Adds all that is wrong, whether it is to be made or changed.</summary>
    /// <returns>The parent; null for a root, or when it is not right.</returns>
    public async Task<OrgUnit?> CheckAsync(CenterDb db, CurrentUser by, OrganisationSeeds seeds, ConfigurationErrors errors, string path = "")
    {
        var level = seeds.Level(Level);
        errors.Require(level is not null, path + "level", Level, "层级：" + string.Join("、", seeds.Levels.Select(l => l.Id)), "one of: " + string.Join(", ", seeds.Levels.Select(l => l.Id)));
        errors.Require(IsText(Name?.Zh), path + "name.zh", Name?.Zh, "1 到 200 个字符", "1 to 200 characters");
        errors.Require(IsText(Name?.En), path + "name.en", Name?.En, "1 到 200 个字符", "1 to 200 characters");
        errors.Require(Industry is null or { Length: > 0 and <= 64 }, path + "industry", Industry, "行业，或不填", "an industry, or nothing");
        errors.Require(
            RegionCode is null || CenterOptionsValidator.RegionCode().IsMatch(RegionCode), path + "regionCode", RegionCode, "六位数字，或不填", "six digits, or nothing");
        return ParentId is null ? CheckRoot(by, errors, path) : await CheckParentAsync(db, by, seeds, level, errors, path);
    }

    private static bool IsText(string? text) => text?.Trim().Length is > 0 and <= 200;

    private static OrgUnit? CheckRoot(CurrentUser by, ConfigurationErrors errors, string path)
    {
        errors.Require(by.ScopePath == "/", path + "parentId", "", "本账号范围内的上级单位", "a unit above it within the own scope");
        return null;
    }

    private async Task<OrgUnit?> CheckParentAsync(CenterDb db, CurrentUser by, OrganisationSeeds seeds, OrgLevel? level, ConfigurationErrors errors, string path)
    {
        var parent = await db.Set<OrgUnit>().SingleOrDefaultAsync(unit => unit.Id == ParentId);
        if (!errors.Require(parent is not null && by.Sees(parent.Path), path + "parentId", ParentId, "本账号范围内的上级单位", "a unit above it within the own scope"))
        {
            return null;
        }

        // Departments stand below the county they belong to; everything else goes down the levels.
        var above = seeds.Level(parent!.Level)?.Rank ?? 0;
        errors.Require(
            level is null || above < level.Rank || (level.Beside is not null && above == level.Rank), path + "level", Level,
            "低于上级单位的层级", "a level below that of the unit above");
        return parent;
    }
}
