namespace Gateway.Core.Conditions;

/// <summary>Why a limit is what it is: shown with every warning.</summary>
/// <param name="Rule">Id of the rule, for example <c>gas-01.lel/orange-high</c>.</param>
/// <param name="Version">Version of the rule pack or configuration the limit came from.</param>
/// <param name="Clause">Standard and clause, or empty when it rests on none.</param>
/// <param name="ReviewedBy">Role or initials of who approved it; null = default threshold, not reviewed, and every warning says so.</param>
public sealed record RuleBasis(string Rule, string Version, string Clause, string? ReviewedBy)
{
    /// <summary>True when nobody has approved the threshold yet.</summary>
    public bool IsUnreviewedDefault => ReviewedBy is null;
}
