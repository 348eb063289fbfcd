using System.Collections.Concurrent;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Readings;

/// <inheritdoc cref="ILiveValues"/>
internal sealed class LiveValues : ILiveValues
{
    /// <summary>Clocks of gateways that are kept right differ by less than this.</summary>
    private static readonly long s_tolerance = TimeSpan.FromMinutes(1).Ticks;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<(string Edge, string Point), LiveValue>> _sites = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Site, string Edge, string Point), (WarningTier Tier, DateTimeOffset Decided)> _tiers = new();

    public IReadOnlyList<LiveValue> OfSite(string siteId) =>
        _sites.TryGetValue(siteId, out var points) ? [.. points.Values.Select(value => WithTier(siteId, value))] : [];

    public LiveValue? Find(string siteId, string edgeId, string pointId) =>
        _sites.TryGetValue(siteId, out var points) && points.TryGetValue((edgeId, pointId), out var value) ? WithTier(siteId, value) : null;

    /// <summary>Tier of a point by the newest warning about it.</summary>
    public WarningTier TierOf(string siteId, string edgeId, string pointId) => _tiers.GetValueOrDefault((siteId, edgeId, pointId)).Tier;

    /// <summary>
    /// The newer one stays. A value from the future was told by a clock that was ahead: it may not hold its place against what comes after the clock was set right.
    /// </summary>
    public void Put(string siteId, in LiveValue value)
    {
        var points = _sites.GetOrAdd(siteId, _ => new ConcurrentDictionary<(string Edge, string Point), LiveValue>());
        var key = (value.EdgeId, value.PointId);
        if (!points.TryGetValue(key, out var before) || before.SourceTime <= value.SourceTime || before.SourceTime > value.ReceivedTime + s_tolerance)
        {
            points[key] = value;
        }
    }

    /// <param name="decided">When the gateway decided: an older decision that comes later, out of a hole that is filled, changes nothing.</param>
    public void PutTier(string siteId, string edgeId, string pointId, WarningTier tier, DateTimeOffset decided) => _tiers.AddOrUpdate(
        (siteId, edgeId, pointId), (tier, decided), (_, before) => before.Decided > decided ? before : (tier, decided));

    /// <summary>Tiers as the newest stored warning of each point left them.</summary>
    public async Task LoadAsync(CenterStore store, DateTimeOffset since, CancellationToken cancellation)
    {
        var warnings = await store.ReadAsync(
            db => db.Set<Warning>().Where(warning => warning.DecidedTime >= since && !warning.IsDrill).OrderBy(warning => warning.DecidedTime)
                .Select(warning => new { warning.SiteId, warning.EdgeId, warning.PointId, warning.Tier, warning.DecidedTime }).ToListAsync(cancellation),
            cancellation);
        foreach (var warning in warnings)
        {
            PutTier(warning.SiteId, warning.EdgeId, warning.PointId, warning.Tier, warning.DecidedTime);
        }
    }

    private LiveValue WithTier(string siteId, LiveValue value) => value with { Tier = TierOf(siteId, value.EdgeId, value.PointId) };
}
