using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Api;

/// <summary>As <c>IncidentRow</c> in api/types.</summary>
public sealed record IncidentRow
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required LocalizedText SiteName { get; init; }

    public required string Zone { get; init; }

    public required string Family { get; init; }

    public required IncidentState State { get; init; }

    public required WarningTier Tier { get; init; }

    public required WarningTier StandingTier { get; init; }

    public required LocalizedText Title { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required DateTimeOffset? ClearedAt { get; init; }

    public required DateTimeOffset? ReleasedAt { get; init; }

    public required DateTimeOffset? AcknowledgedAt { get; init; }

    public required string? AcknowledgedBy { get; init; }

    public required DateTimeOffset? AccidentAt { get; init; }

    public required int Warnings { get; init; }

    /// <summary>As the call module gives it; null when nobody is or was called.</summary>
    public required object? Call { get; init; }

    public required bool Drill { get; init; }

    public required bool Proof { get; init; }

    /// <summary>Came late and did not stand: nobody was called.</summary>
    public required bool Historical { get; init; }

    public static IncidentRow Of(Incident incident, Site? site, object? call) => new()
    {
        Id = incident.Id, Site = incident.SiteId, SiteName = site is null ? new(incident.SiteId, incident.SiteId) : new(site.NameZh, site.NameEn), Zone = incident.Zone,
        Family = incident.Family, State = incident.State, Tier = incident.Tier, StandingTier = incident.StandingTier, Title = new(incident.TitleZh, incident.TitleEn),
        OpenedAt = incident.OpenedAt, RaisedAt = incident.RaisedAt, ClearedAt = incident.ClearedAt, ReleasedAt = incident.ReleasedAt,
        AcknowledgedAt = incident.AcknowledgedAt, AcknowledgedBy = incident.AcknowledgedBy, AccidentAt = incident.AccidentAt, Warnings = incident.WarningCount,
        Call = call, Drill = incident.IsDrill, Proof = incident.IsProof, Historical = incident.IsHistorical,
    };
}

/// <summary>Rows of incidents with the names of their sites and the state of their calls.</summary>
public sealed class IncidentRows(IEnumerable<ICallSummaries> calls)
{
    public async Task<IReadOnlyList<IncidentRow>> OfAsync(CenterDb db, IReadOnlyList<Incident> incidents, CancellationToken cancellation)
    {
        var sites = await SiteNames.OfAsync(db, incidents.Select(incident => incident.SiteId), cancellation);
        var ids = incidents.Select(incident => incident.Id).ToList();
        var summaries = calls.FirstOrDefault() is { } known && ids.Count > 0 ? await known.OfAsync(db, ids, cancellation) : new Dictionary<string, object>();
        return [.. incidents.Select(incident => IncidentRow.Of(incident, sites.GetValueOrDefault(incident.SiteId), summaries.GetValueOrDefault(incident.Id)))];
    }
}

internal static class SiteNames
{
    public static async Task<IReadOnlyDictionary<string, Site>> OfAsync(CenterDb db, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var wanted = ids.Distinct(StringComparer.Ordinal).ToArray();
        return await db.Set<Site>().AsNoTracking().Where(site => wanted.Contains(site.Id)).ToDictionaryAsync(site => site.Id, StringComparer.Ordinal, cancellation);
    }
}
