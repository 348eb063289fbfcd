using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Dangers;

/// <summary>The loop of hidden dangers in words.</summary>
internal sealed class DangerLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["danger.found"] = new("登记隐患", "hidden danger recorded"),
        ["danger.planned"] = new("制定治理方案", "plan made"),
        ["danger.started"] = new("开始治理", "rectification started"),
        ["danger.submitted"] = new("报请验收", "submitted for confirmation"),
        ["danger.signed"] = new("一方签字确认", "one party signed"),
        ["danger.returned"] = new("退回整改", "returned"),
        ["danger.listed"] = new("挂牌督办", "listed for supervision"),
        ["danger.delisted"] = new("摘牌", "taken off the list"),
        ["danger.escalated"] = new("升级督办", "escalated"),
        ["danger.escalation-proposed"] = new("建议升级督办", "escalation proposed"),
        ["danger.reported"] = new("双报告", "reported to department or employees"),
        ["danger.cancel-asked"] = new("申请核销", "cancellation asked for"),
        ["danger.cancel-refused"] = new("核销被拒", "cancellation refused"),
        ["danger.cancelled"] = new("核销", "cancelled"),
        ["danger.upgraded"] = new("升级为重大隐患", "graded major"),
        ["danger.reviewed"] = new("复查", "reviewed"),
        ["danger.confirmed"] = new("三方确认", "confirmed by three parties"),
        ["danger.closed"] = new("隐患销号", "closed"),
        ["danger.overdue"] = new("隐患整改逾期", "overdue"),
        ["danger.proposed"] = new("建议登记隐患", "hidden danger proposed"),
        ["danger.proposal-dismissed"] = new("不采纳隐患建议", "proposal dismissed"),
    };
}
