using System.Text.Json;
using Gateway.Center.Ledger;
using Gateway.Center.Warnings.Intake;
using Gateway.Contracts.V1;
using Gateway.Core.Measurements;

namespace Gateway.Center.Warnings;

/// <summary>Warnings, incidents and instructions in words.</summary>
internal sealed class WarningLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["warning.received"] = new("收到预警", "warning received"),
        ["incident.opened"] = new("预警事件生成", "incident opened"),
        ["incident.raised"] = new("等级提高", "tier raised"),
        ["incident.acknowledged"] = new("值班确认", "acknowledged"),
        ["incident.acknowledged-at-site"] = new("现场确认", "acknowledged at the site"),
        ["incident.reminded"] = new("再次提醒，确认失效", "asked again: acknowledgement no longer counts"),
        ["incident.cleared"] = new("现场报警消除", "cleared at the site"),
        ["incident.reopened"] = new("再次报警", "standing again"),
        ["incident.released"] = new("预警解除", "released"),
        ["incident.accident"] = new("确认为事故", "confirmed as an accident"),
        ["incident.instructed"] = new("下达指令", "instructed"),
        ["instruction.done"] = new("指令执行反馈", "instruction carried out"),
        ["alarm.changed-at-site"] = new("现场处置报警", "alarm handled at the site"),
        ["county.hint"] = new("区域聚集提示", "several sites at once"),
        ["drill.started"] = new("演练开始", "drill started"),
        ["drill.ended"] = new("演练结束", "drill ended"),
        ["proof.started"] = new("全链路验证开始", "proof of the chain started"),
        ["proof.answered"] = new("全链路验证有人应答", "proof of the chain answered"),
        ["proof.failed"] = new("全链路验证无人应答", "proof of the chain unanswered"),
    };

    public LocalizedText? Summarize(LedgerEntry entry, JsonElement body)
    {
        if (entry.Kind is not ("warning.received" or "incident.opened" or "incident.raised") || !body.TryGetProperty("tier", out var word))
        {
            return null;
        }

        var tier = Words.Tier(word.GetString() ?? "");
        var text = Reason(body) ?? Text(body, "title");
        return text is null ? null : new($"{WarningMessageFactory.TierName(tier).Zh}：{text.Zh}", $"{WarningMessageFactory.TierName(tier).En}: {text.En}");
    }

    private static LocalizedText? Reason(JsonElement body) => body.TryGetProperty("details", out var details) ? Text(details, "reason") : null;

    private static LocalizedText? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.Object ? new(text.GetProperty("zh").GetString()!, text.GetProperty("en").GetString()!) : null;
}
