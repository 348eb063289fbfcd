using System.Collections.Concurrent;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Ingest.Readings;

/// <inheritdoc cref="ILiveValues"/>
internal sealed class LiveValues : ILiveValues
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, LiveValue>> _sites = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Site, string Point), WarningTier> _tiers = new();

    public IReadOnlyList<LiveValue> OfSite(string siteId) =>
        _sites.TryGetValue(siteId, out var points) ? [.. points.Values.Select(value => WithTier(siteId, value))] : [];

    public LiveValue? Find(string siteId, string pointId) =>
        _sites.TryGetValue(siteId, out var points) && points.TryGetValue(pointId, out var value) ? WithTier(siteId, value) : null;

    /// <summary>Tier of a point by the newest warning about it.</summary>
    public WarningTier TierOf(string siteId, string pointId) => _tiers.GetValueOrDefault((siteId, pointId));

    public void Put(string siteId, in LiveValue value)
    {
        var points = _sites.GetOrAdd(siteId, _ => new ConcurrentDictionary<string, LiveValue>(StringComparer.Ordinal));
        if (!points.TryGetValue(value.PointId, out var before) || before.SourceTime <= value.SourceTime)
        {
            points[value.PointId] = value;
        }
    }

    public void PutTier(string siteId, string pointId, WarningTier tier) => _tiers[(siteId, pointId)] = tier;

    /// <summary>Tiers as the newest stored warning of each point left them.</summary>
    public async Task LoadAsync(CenterStore store, DateTimeOffset since, CancellationToken cancellation)
    {
        var warnings = await store.ReadAsync(
            db => db.Set<Warning>().Where(warning => warning.DecidedTime >= since && !warning.IsDrill).OrderBy(warning => warning.DecidedTime)
                .Select(warning => new { warning.SiteId, warning.PointId, warning.Tier }).ToListAsync(cancellation),
            cancellation);
        foreach (var warning in warnings)
        {
            _tiers[(warning.SiteId, warning.PointId)] = warning.Tier;
        }
    }

    private LiveValue WithTier(string siteId, LiveValue value) => value with { Tier = TierOf(siteId, value.PointId) };
}
