using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Prejudgement;

/// <summary>Prejudgement sheets and consultations in words.</summary>
internal sealed class SheetLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["prejudgement.made"] = new("生成预判表", "sheet made"),
        ["prejudgement.edited"] = new("修改预判", "sheet edited"),
        ["prejudgement.signed"] = new("签署预判", "sheet signed"),
        ["prejudgement.overdue"] = new("预判逾期未签", "sheet not signed in time"),
        ["consultation.recorded"] = new("会商记录", "consultation recorded"),
    };
}
