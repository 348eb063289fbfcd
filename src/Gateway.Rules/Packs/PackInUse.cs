using System.Text.Json.Nodes;
using Gateway.Core.Warnings;

namespace Gateway.Rules.Packs;

/// <summary>A pack as one site uses it.</summary>
/// <param name="Pack">As read.</param>
/// <param name="FileName">For the paths of errors.</param>
/// <param name="Use">What the site says about it.</param>
/// <param name="Path">Of the entry in the site's configuration, for the paths of errors.</param>
public sealed record PackInUse(RulePack Pack, string FileName, PackUse Use, string Path)
{
    /// <summary>Who approved it: the site's own review before the pack's; null = default thresholds, not reviewed.</summary>
    public string? ReviewedBy => Use.Review?.Shown() ?? (Pack.Status == PackStatus.Reviewed ? Pack.Review.Shown() : null);
}

/// <summary>One entry of <c>rulePacks</c> of a site's configuration.</summary>
public sealed record PackUse
{
    /// <summary>Path of the pack, from the folder of the configuration.</summary>
    public required string File { get; init; }

    /// <summary>Who approved the pack for this site; null = nobody yet, and every warning says so.</summary>
    public PackReview? Review { get; init; }

    /// <summary>Only these points (ids); null = all that fit.</summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>Only points of these zones; null = all.</summary>
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>What only the site knows: reference values, orders, rated currents.</summary>
    public IReadOnlyList<ParameterValues> Parameters { get; init; } = [];

    /// <summary>What the site changes.</summary>
    public IReadOnlyList<LevelOverride> Overrides { get; init; } = [];
}

/// <summary>Parameters a pack leaves to the site. They fill what the pack leaves open; a figure the pack states is changed by an override.</summary>
public sealed record ParameterValues
{
    /// <summary>Id of the rule in the pack; null = every rule that takes the parameter.</summary>
    public string? Rule { get; init; }

    /// <summary>Only at these points or places (<c>device.{id}</c>, <c>zone.{id}</c>, <c>site</c>); null = everywhere.</summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>By name, as the pack would write them: <c>{"reference": "400 A"}</c>.</summary>
    public required IReadOnlyDictionary<string, JsonNode?> Values { get; init; }
}

/// <summary>
/// A change of one rule by the site. What law sets may be tightened only; a default that is loosened needs <see cref="Reason"/> and
/// <see cref="By"/>.
/// </summary>
public sealed record LevelOverride
{
    /// <summary>Id of the rule in the pack.</summary>
    public required string Rule { get; init; }

    /// <summary>Only the level of this tier; none (default) = all levels of the rule.</summary>
    public WarningTier Tier { get; init; }

    /// <summary>Only at these points; null = everywhere.</summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>Number with unit.</summary>
    public string? Limit { get; init; }

    public TimeSpan? OnDelay { get; init; }

    public TimeSpan? OffDelay { get; init; }

    public bool? Latch { get; init; }

    /// <summary>Switches the level on or off.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Parameters put over those of the pack, also those the pack leaves to the site (null there).</summary>
    public IReadOnlyDictionary<string, JsonNode?> With { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Why; needed for anything that loosens.</summary>
    public string? Reason { get; init; }

    /// <summary>Role or initials of who decided; needed for anything that loosens.</summary>
    public string? By { get; init; }
}
