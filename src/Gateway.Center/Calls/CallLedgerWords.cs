using System.Text.Json;
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

    private static readonly Dictionary<string, LocalizedText> s_ways = new(StringComparer.Ordinal)
    {
        ["console"] = new("工作台", "console"), ["telephone"] = new("电话", "telephone"), ["link"] = new("短信链接", "link of a message"), ["sms"] = new("短信", "SMS"),
        ["voice"] = new("语音电话", "voice call"), ["email"] = new("邮件", "e-mail"), ["chat"] = new("工作群", "chat"), ["sounder"] = new("现场声光", "sounder at the site"),
        ["answer"] = new("回复", "reply"),
    };

    private static readonly LocalizedText s_acknowledged = new("已确认预警", "acknowledged the warning");

    /// <inheritdoc/>
    public LocalizedText? Summarize(LedgerEntry entry, JsonElement body)
    {
        var (name, answered) = (Text(body, "name"), entry.Kind == "call.answered");
        if (name is null || !Names.TryGetValue(entry.Kind, out var kind))
        {
            return null;
        }

        var over = Text(body, answered ? "answeredOver" : "channel");
        var way = over is null ? new("", "") : s_ways.GetValueOrDefault(over) ?? new(over, over);
        var more = (answered ? Text(body, "answer") : entry.Kind == "call.failed" ? Text(body, "trouble") : null) is { } told
            ? told == "acknowledged" ? s_acknowledged : new LocalizedText(told, told)
            : new("", "");
        return new(
            $"{kind.Zh}：{name}{(way.Zh.Length > 0 ? $"（{way.Zh}）" : "")}{(more.Zh.Length > 0 ? $"：{more.Zh}" : "")}",
            $"{kind.En}: {name}{(way.En.Length > 0 ? $" ({way.En})" : "")}{(more.En.Length > 0 ? $": {more.En}" : "")}");
    }

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
