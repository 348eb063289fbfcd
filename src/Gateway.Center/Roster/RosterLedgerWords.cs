using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Roster;

/// <summary>The duty roster in words.</summary>
internal sealed class RosterLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["roster.added"] = new("排班", "shift added"),
        ["roster.changed"] = new("调整班次", "shift changed"),
        ["roster.removed"] = new("取消班次", "shift removed"),
        ["roster.handed-over"] = new("交接班", "handed over"),
        ["roster.uncovered"] = new("值班空缺", "nobody on duty"),
        ["roster.covered"] = new("值班已有人", "duty covered again"),
    };
}
