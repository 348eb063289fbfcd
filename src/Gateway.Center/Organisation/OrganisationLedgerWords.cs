using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Organisation;

/// <summary>Units and people in words.</summary>
internal sealed class OrganisationLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["unit.added"] = new("建立县级单位", "county unit made"),
        ["unit.created"] = new("新建单位", "unit made"),
        ["unit.changed"] = new("修改单位", "unit changed"),
        ["unit.moved"] = new("单位调整隶属", "unit moved"),
        ["unit.removed"] = new("撤销单位", "unit removed"),
        ["person.created"] = new("登记人员", "person entered"),
        ["person.changed"] = new("修改人员", "person changed"),
        ["person.reviewed"] = new("核对联系方式", "contacts reviewed"),
        ["organisation.imported"] = new("导入组织和人员", "organisation imported"),
    };
}
