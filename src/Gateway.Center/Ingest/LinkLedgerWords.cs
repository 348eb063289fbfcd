using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Ingest;

/// <summary>Sites, gateways, their link and their commands in words.</summary>
internal sealed class LinkLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["site.found"] = new("发现新场所", "site found"),
        ["site.connected"] = new("场所首次接入", "site connected"),
        ["site.placed"] = new("场所归属登记", "site placed"),
        ["edge.found"] = new("发现新网关", "gateway found"),
        ["edge.online"] = new("网关上线", "gateway online"),
        ["edge.offline"] = new("网关离线", "gateway offline"),
        ["edge.silent"] = new("网关失联", "gateway silent"),
        ["edge.epoch-changed"] = new("网关日志更换", "the log of the gateway is another"),
        ["edge.clock"] = new("网关时钟偏差", "clock of the gateway off"),
        ["edge.table"] = new("测点表更新", "point table taken in"),
        ["edge.event"] = new("网关记录", "entry of the gateway"),
        ["edge.event-refused"] = new("网关记录未能处理", "entry of the gateway without effect"),
        ["edge.message-unreadable"] = new("网关消息无法读取，已原样留存", "message of the gateway unreadable, kept as it came"),
        ["edge.chain-broken"] = new("网关台账链断裂", "chain of the gateway broken"),
        ["command.sent"] = new("下发命令", "command sent"),
        ["command.answered"] = new("命令已执行回复", "command answered"),
        ["command.expired"] = new("命令过期未执行", "command expired"),
        ["link.down"] = new("与消息服务器中断", "broker lost"),
        ["link.up"] = new("与消息服务器恢复", "broker back"),
    };
}
