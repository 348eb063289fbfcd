using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>Makes the conditions of one rule type. Stateless. To add a type: one file here, one line in <see cref="BuilderRegistry"/>.</summary>
public interface IConditionBuilder
{
    /// <summary>As rule packs write it.</summary>
    string Type { get; }

    /// <summary>What a rule of the type can hang on.</summary>
    IReadOnlyList<RuleScope> Scopes { get; }

    /// <summary>Which way a change of the limit tightens; <see cref="Tightening.None"/> for types without a limit.</summary>
    Tightening Tightening { get; }

    /// <summary>True when a rule of a place makes one condition for each of its members, not one for all.</summary>
    bool IsPerMember => false;

    /// <summary>Parameters of the rule that only the site can know. Only these can be given without an override.</summary>
    IReadOnlyList<string> SiteParameters(PackRule rule);

    /// <summary>Reads every parameter of the type, also after a wrong one, so that all errors are told.</summary>
    /// <returns>Null when a parameter was wrong or is missing; it has been told.</returns>
    Condition? Build(LevelContext level);
}

/// <summary>Which limit is the stricter one.</summary>
public enum Tightening
{
    /// <summary>The type has no limit to compare.</summary>
    None = 0,

    /// <summary>A lower limit raises earlier.</summary>
    Lower = 1,

    /// <summary>A higher limit raises earlier.</summary>
    Higher = 2,
}
