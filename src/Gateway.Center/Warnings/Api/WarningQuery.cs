using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Intake;
using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Api;

/// <summary>What of the warnings is asked for.</summary>
/// <param name="Tier">One or several, with commas.</param>
/// <param name="State">State of the incident: open, cleared, released; several with commas.</param>
internal sealed record WarningQuery(
    string? Site, string? Tier, string? State, DateTimeOffset? From, DateTimeOffset? To, string? Text, bool? Drill, string? After, int? Limit)
{
    public IQueryable<Warning> Of(CenterDb db, CurrentUser user)
    {
        var query = Sight.Warnings(db, user);
        query = Site is null ? query : query.Where(warning => warning.SiteId == Site);
        query = Drill is null ? query : query.Where(warning => warning.IsDrill == Drill);
        query = From is null ? query : query.Where(warning => warning.ReceivedTime >= From);
        query = To is null ? query : query.Where(warning => warning.ReceivedTime < To);
        query = string.IsNullOrWhiteSpace(Text) ? query : query.Where(warning => warning.Body.Contains(Text) || warning.PointId.Contains(Text));
        return ByTierAndState(db, query).OrderByDescending(warning => warning.ReceivedTime).ThenByDescending(warning => warning.Key);
    }

    /// <summary>One page: one row more than asked for tells whether there is a next.</summary>
    public async Task<Page<WarningRow>> PageAsync(CenterDb db, CurrentUser user, CancellationToken cancellation)
    {
        var limit = PageKey.Limit(Limit);
        var query = Of(db, user);
        if (PageKey.Parse(After) is { } after)
        {
            query = query.Where(warning => warning.ReceivedTime < after.Time || (warning.ReceivedTime == after.Time && string.Compare(warning.Key, after.Key) < 0));
        }

        var found = await query.Take(limit + 1).ToListAsync(cancellation);
        var next = found.Count > limit ? new PageKey(found[limit - 1].ReceivedTime, found[limit - 1].Key).ToString() : null;
        var sites = await SiteNames.OfAsync(db, found.Select(warning => warning.SiteId), cancellation);
        return new([.. found.Take(limit).Select(warning => WarningRow.Of(warning, sites.GetValueOrDefault(warning.SiteId)))], next, null);
    }

    private IQueryable<Warning> ByTierAndState(CenterDb db, IQueryable<Warning> query)
    {
        if (Filters.Tiers(Tier) is { } tiers)
        {
            query = query.Where(warning => tiers.Contains(warning.Tier));
        }

        return Filters.States(State) is { } states
            ? query.Where(warning => db.Set<Incident>().Any(incident => incident.Id == warning.IncidentId && states.Contains(incident.State)))
            : query;
    }
}

internal static class Filters
{
    /// <summary>Null = all.</summary>
    public static WarningTier[]? Tiers(string? words) => string.IsNullOrWhiteSpace(words) ? null : [.. words.Split(',').Select(Words.Tier)];

    public static IncidentState[]? States(string? words) => string.IsNullOrWhiteSpace(words)
        ? null
        : [.. words.Split(',').Select(word => Enum.TryParse<IncidentState>(word, ignoreCase: true, out var state) ? state : default)];
}
