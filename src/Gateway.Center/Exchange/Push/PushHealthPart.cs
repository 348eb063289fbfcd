using Gateway.Center.Composition;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Push;

/// <summary>Push to other platforms on the health page.</summary>
internal sealed class PushHealthPart : IHealthPart
{
    public string Name => "exchange";

    public async Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation)
    {
        var all = await db.Set<ExchangeSubscription>().CountAsync(subscription => subscription.RemovedAt == null, cancellation);
        var failing = await db.Set<ExchangeSubscription>().CountAsync(subscription => subscription.RemovedAt == null && subscription.Failures > 0, cancellation);
        return new(failing == 0, new($"推送订阅 {all} 个，失败 {failing} 个", $"{all} push subscriptions, {failing} failing"));
    }
}
