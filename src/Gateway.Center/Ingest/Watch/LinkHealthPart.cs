using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Watch;

/// <summary>Broker and gateways on the health page.</summary>
internal sealed class LinkHealthPart(CenterOptions options, LinkHealth health) : IHealthPart
{
    public string Name => "link";

    public async Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation)
    {
        var states = await db.Set<EdgeBox>().Where(edge => edge.SiteId != CountySite.Id).GroupBy(edge => edge.State)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var (online, all) = (states.GetValueOrDefault(LinkState.Online), states.Values.Sum());
        return options.Link.Broker is null ? new(true, new("未配置消息服务器，不接收网关数据", "no broker is configured; gateways are not heard"))
            : health.DownSince is { } since ? new(false, new(
                $"自 {since:O} 起与消息服务器中断，收不到任何网关{(health.Trouble is { } zh ? $"：{zh.Zh}" : "")}",
                $"the broker is lost since {since:O}; no gateway is heard{(health.Trouble is { } en ? $": {en.En}" : "")}"))
            : new(online == all, new($"网关 {all} 台，在线 {online} 台", $"{all} gateways, {online} online"));
    }
}
