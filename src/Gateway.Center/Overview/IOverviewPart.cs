using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Sites.Api;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Overview;

/// <summary>Adds what one module knows to the first page: counters and what needs a hand now. Restricted to what the user sees.</summary>
public interface IOverviewPart
{
    Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>The first page in the making.</summary>
public sealed class OverviewDraft
{
    /// <summary>By the names of <c>Overview.counters</c> in api/types.</summary>
    public Dictionary<string, object?> Counters { get; } = new(StringComparer.Ordinal);

    public List<HandItem> Hand { get; } = [];

    /// <summary>The sites in sight; empty until their module has said.</summary>
    public IReadOnlyList<SiteCard> Sites { get; set; } = [];

    /// <summary>Who is on duty; null until the roster has said.</summary>
    public DutyNow? Duty { get; set; }

    /// <summary>The drill that runs; null = none.</summary>
    public DrillNow? Drill { get; set; }
}

/// <summary>Something somebody must do.</summary>
/// <param name="Kind"><c>incident</c>, <c>call</c>, <c>clock</c>, <c>danger</c>, <c>link</c>, <c>prejudgement</c>, <c>roster</c> or <c>channel</c>.</param>
public sealed record HandItem(string Kind, string Id, WarningTier Tier, LocalizedText Title, string? Site, DateTimeOffset Since, DateTimeOffset? Due);

/// <param name="Covered">False when nobody is on duty now: that is itself something to do.</param>
public sealed record DutyNow(IReadOnlyList<string> Officers, string? Leader, DateTimeOffset? Until, bool Covered);

/// <summary>A drill that runs.</summary>
public sealed record DrillNow(string Id, LocalizedText Title, DateTimeOffset StartedAt);
