using Gateway.Core.Measurements;

namespace Gateway.Center.Organisation.Units;

/// <summary><c>Unit</c> of api/types, with the region code beside it.</summary>
internal sealed record UnitView(string Id, string? ParentId, string Level, string Path, LocalizedText Name, string? Industry, string? RegionCode)
{
    public static UnitView Of(OrgUnit unit) =>
        new(unit.Id, unit.ParentId, unit.Level, unit.Path, new LocalizedText(unit.NameZh, unit.NameEn), unit.Industry, unit.RegionCode);
}
