using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Calls;

/// <summary>Calls, their steps and answers in words.</summary>
internal sealed class CallLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["call.started"] = new("叫应开始", "call started"),
        ["call.step"] = new("叫应进入一级", "call took a step"),
        ["call.sent"] = new("已发出呼叫", "called over a channel"),
        ["call.delivered"] = new("呼叫已送达", "delivered"),
        ["call.failed"] = new("呼叫未送达", "not delivered"),
        ["call.answered"] = new("有人应答", "answered"),
        ["call.answered.enough"] = new("应答人数已足", "enough have answered"),
        ["call.restarted"] = new("重新叫应", "calling again from the first step"),
        ["call.reminded"] = new("应答后仍未处置，再次提醒", "reminded: answered, but the danger stands"),
        ["call.ended"] = new("叫应结束", "call ended"),
        ["call.nobody"] = new("无可叫应人员", "nobody there to call"),
    };
}
