using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Exchange;

/// <summary>Natural-hazard warnings, other platforms and evidence in words.</summary>
internal sealed class ExchangeLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["natural.entered"] = new("录入自然灾害预警", "natural-hazard warning entered"),
        ["natural.received"] = new("接收自然灾害预警", "natural-hazard warning received"),
        ["natural.ended"] = new("自然灾害预警结束", "natural-hazard warning ended"),
        ["evidence.exported"] = new("导出证据包", "evidence package exported"),
        ["evidence.removed"] = new("证据包到期删除", "evidence package removed after its time"),
        ["exchange.token-made"] = new("发放接口令牌", "interface token made"),
        ["exchange.token-revoked"] = new("撤销接口令牌", "interface token revoked"),
        ["exchange.subscribed"] = new("建立推送订阅", "push subscription made"),
        ["exchange.unsubscribed"] = new("取消推送订阅", "push subscription ended"),
        ["exchange.push-failed"] = new("推送失败", "push failed"),
        ["exchange.push-recovered"] = new("推送恢复", "push works again"),
        ["exchange.dead-letter"] = new("推送放弃，转人工", "push given up"),
        ["exchange.sent-again"] = new("重新推送", "pushed again"),
    };
}
