using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>Why a limit is what it is: shown with every warning.</summary>
/// <param name="Rule">Id of the rule, for example <c>gas-01.lel/orange-high</c>.</param>
/// <param name="Version">Version of the rule pack or configuration the limit came from.</param>
/// <param name="Clause">Standard and clause, or empty when it rests on none.</param>
/// <param name="ReviewedBy">Role or initials of who approved it; null = default threshold, not reviewed, and every warning says so.</param>
public sealed record RuleBasis(string Rule, string Version, string Clause, string? ReviewedBy)
{
    /// <summary>Where the figure comes from when no clause gives it: a vendor, a paper, a practice.</summary>
    public LocalizedText? Source { get; init; }

    /// <summary>What the figure is in relation to its source, in a few words; null when there is nothing to add.</summary>
    public LocalizedText? Remark { get; init; }

    /// <summary>How sure the figure is: V seen in a public copy, K known, U unsure, P proposed by the product, C computed; empty = written by the
    /// site.</summary>
    public string Confidence { get; init; } = "";

    /// <summary>True when law or a mandatory standard sets it: it may be tightened, never loosened.</summary>
    public bool IsLaw { get; init; }

    /// <summary>What the people at the site are to do now.</summary>
    public LocalizedText? Advice { get; init; }

    /// <summary>True when nobody has approved the threshold yet.</summary>
    public bool IsUnreviewedDefault => ReviewedBy is null;
}
