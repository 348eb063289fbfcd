using Gateway.Core.Conditions;

namespace Gateway.Rules.Compilation;

/// <summary>A pack in use and what became of it at this site.</summary>
/// <param name="Pack"><c>gas-fixed/1.0.0</c>.</param>
/// <param name="ReviewedBy">Role, initials and date; null while nobody has reviewed it for this site.</param>
/// <param name="Rules">Rules in the file.</param>
/// <param name="ActiveRules">Rules of which at least one level runs somewhere.</param>
/// <param name="Conditions">Conditions they came to.</param>
/// <param name="UnreviewedDefaults">Conditions that rest on a default nobody has reviewed; what law sets is not among them.</param>
public sealed record PackTally(string Pack, string? ReviewedBy, int Rules, int ActiveRules, int Conditions, int UnreviewedDefaults)
{
    internal PackTally Counted(List<Condition> conditions) => this with
    {
        ActiveRules = conditions.Select(condition => condition.Basis.Rule.Split('/')[1]).Distinct().Count(), Conditions = conditions.Count,
        UnreviewedDefaults = ReviewedBy is null ? conditions.Count(condition => !condition.Basis.IsLaw) : 0,
    };
}
