using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Edge.Configuration.Rules;

/// <summary>A rule of the site's own, as readable text over points and roles (<c>docs/specs/rule-expressions.md</c>).</summary>
public sealed record SiteRuleOptions
{
    /// <summary>Unique among the site's rules. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>What it hangs on: a point's id, <c>device.{id}</c>, <c>zone.{id}</c> or <c>site</c> (default).</summary>
    public string Subject { get; init; } = "site";

    public required WarningTier Tier { get; init; }

    /// <summary>The condition, for example <c>[production-on] = 1 and [fan-run] = 0</c>.</summary>
    public required string When { get; init; }

    /// <summary>0 to 30 d. Default 0.</summary>
    public TimeSpan OnDelay { get; init; }

    /// <summary>0 to 30 d. Default 0.</summary>
    public TimeSpan OffDelay { get; init; }

    public bool Latch { get; init; }

    /// <summary>What an input nobody knows counts as: hold (default), true or false.</summary>
    public AbsentChoice Absent { get; init; }

    /// <summary>Standard, order or instruction it rests on; empty when none.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Role or initials of who approved it; null = not reviewed.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>What the people at the site do now.</summary>
    public LocalizedText? Advice { get; init; }
}

public enum AbsentChoice
{
    Hold = 0,
    True = 1,
    False = 2,
}
