using Gateway.Center.Composition;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;

namespace Gateway.Center.Evidence;

/// <summary>Ledger and anchors on the health page: an anchor behind the head of the ledger means that the database lost entries.</summary>
internal sealed class LedgerHealthPart(AnchorFile anchors, AnchorPost post) : IHealthPart
{
    public string Name => "ledger";

    public async Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation)
    {
        var head = await LedgerHead.ReadAsync(db, cancellation);
        var last = anchors.Read().MaxBy(anchor => anchor.Sequence);
        return last is not null && last.Sequence > head.Sequence
            ? new(false, new($"台账只到 {head.Sequence}，锚点却到 {last.Sequence}：记录已丢失", $"the ledger ends at {head.Sequence} but was anchored at {last.Sequence}: entries are lost"))
            : post.Waiting.MinBy(waiting => waiting.Since) is { } waiting
            ? new(false, new(
                $"台账 {head.Sequence} 条；自 {waiting.Since:O} 起锚点未能送达 {waiting.Target}（{waiting.Trouble}），每分钟重试",
                $"{head.Sequence} entries; since {waiting.Since:O} no anchor has reached {waiting.Target} ({waiting.Trouble}); tried again every minute"))
            : new(true, new($"台账 {head.Sequence} 条，最近锚点 {last?.Sequence ?? 0}", $"{head.Sequence} entries, last anchor {last?.Sequence ?? 0}"));
    }
}
