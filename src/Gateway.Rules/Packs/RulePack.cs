using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Rules.Packs;

/// <summary>A versioned set of rules as one file holds it: the product's opinion, for a person to review.</summary>
public sealed record RulePack
{
    /// <summary>For example <c>gas-fixed</c>. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Three numbers, <c>1.0.0</c>. Raised with every change of a figure.</summary>
    public required string Version { get; init; }

    /// <summary>Sensor family the pack is for; <c>other</c> when for all.</summary>
    public required string Family { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>What the pack is for and what it is not for.</summary>
    public required LocalizedText Scope { get; init; }

    public required PackStatus Status { get; init; }

    public PackReview Review { get; init; } = new();

    public IReadOnlyList<PackSource> Sources { get; init; } = [];

    public required IReadOnlyList<PackRule> Rules { get; init; }

    /// <summary>As shown with every warning: <c>gas-fixed/1.0.0</c>.</summary>
    public string Label() => $"{Id}/{Version}";
}

public enum PackStatus
{
    /// <summary>Nobody has approved the figures for any site; every warning says so.</summary>
    DefaultToBeReviewed = 0,

    /// <summary>Approved by the person <see cref="RulePack.Review"/> names.</summary>
    Reviewed = 1,
}

/// <summary>Who approved a pack, by role and initials; never a full name.</summary>
public sealed record PackReview
{
    /// <summary>Initials; null = nobody yet.</summary>
    public string? By { get; init; }

    /// <summary>For example <c>safety engineer</c>.</summary>
    public string? Role { get; init; }

    /// <summary>ISO 8601 day, <c>2026-03-01</c>.</summary>
    public string? Date { get; init; }

    public string? Remarks { get; init; }

    /// <summary>As shown with a warning; null while nobody reviewed.</summary>
    public string? Shown() => string.IsNullOrWhiteSpace(By)
        ? null
        : string.Join(' ', new[] { Role, By, Date }.Where(part => !string.IsNullOrWhiteSpace(part)));
}

/// <summary>A document figures come from.</summary>
/// <param name="Id">What a level's basis refers to.</param>
/// <param name="Confidence">V seen in a public copy, K known, U unsure, P proposed, C computed.</param>
public sealed record PackSource(string Id, LocalizedText Title, string Confidence);

/// <summary>One opinion of the pack: what it looks at, how, and its levels.</summary>
public sealed record PackRule
{
    /// <summary>Unique in the pack.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    public RuleSubject AppliesTo { get; init; } = new();

    /// <summary>A type of <see cref="Builders.BuilderRegistry"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Parameters common to all levels; a level's own come before them.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?> With { get; init; } = new Dictionary<string, System.Text.Json.Nodes.JsonNode?>();

    /// <summary>At least one.</summary>
    public required IReadOnlyList<RuleLevel> Levels { get; init; }
}

/// <summary>Which points a rule is for. An absent or empty list asks for nothing; all that are given must fit.</summary>
public sealed record RuleSubject
{
    public IReadOnlyList<string>? Quantity { get; init; }

    public IReadOnlyList<string>? Role { get; init; }

    public IReadOnlyList<string>? Family { get; init; }

    public IReadOnlyList<string>? Substance { get; init; }

    /// <summary>What the rule hangs on. Default: each point.</summary>
    public RuleScope Scope { get; init; }
}

/// <summary>What a rule hangs on.</summary>
public enum RuleScope
{
    Point = 0,
    Device = 1,
    Zone = 2,
    Site = 3,
}

/// <summary>One tier of a rule: its limit, delays, basis and advice.</summary>
public sealed record RuleLevel
{
    public required WarningTier Tier { get; init; }

    /// <summary>Number with unit; absent for types without a limit.</summary>
    public string? Limit { get; init; }

    /// <summary>0 to 30 d.</summary>
    public TimeSpan OnDelay { get; init; }

    /// <summary>0 to 30 d.</summary>
    public TimeSpan OffDelay { get; init; }

    public bool Latch { get; init; }

    /// <summary>False: shipped for the site to turn on by an override; figures marked U are never a silent default.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Parameters of this level only.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?> With { get; init; } = new Dictionary<string, System.Text.Json.Nodes.JsonNode?>();

    public required LevelBasis Basis { get; init; }

    /// <summary>What the people at the site do now.</summary>
    public required LocalizedText Advice { get; init; }
}

/// <summary>What a figure rests on.</summary>
/// <param name="Source">Id of one of the pack's sources.</param>
/// <param name="Clause">Standard and clause; empty when there is none.</param>
/// <param name="Confidence">V, K, U, P or C.</param>
public sealed record LevelBasis(string Source, string Clause, string Confidence, BasisKind Kind)
{
    /// <summary>What the figure is in relation to its source, in a few words; null when there is nothing to add.</summary>
    public LocalizedText? Remark { get; init; }
}

public enum BasisKind
{
    /// <summary>A default: the site's safety engineer may change it, with a reason.</summary>
    Default = 0,

    /// <summary>Law or a mandatory standard: may be tightened, never loosened.</summary>
    Law = 1,
}
