using Gateway.Core.Measurements;

namespace Gateway.Rules.Compilation;

/// <summary>A level of a pack that does not run.</summary>
/// <param name="PointId">The point or place it would hang on; empty when the site has nothing the rule is for.</param>
/// <param name="Rule"><c>gas-fixed/toxic-high/red</c>; without tier where no level of the rule runs.</param>
/// <param name="Why">What kind of cause.</param>
/// <param name="Cause">In words, naming the parameter, role or figure that lacks.</param>
public sealed record InactiveRule(string PointId, string Rule, InactiveCause Why, LocalizedText Cause);

/// <summary>Why a level does not run.</summary>
public enum InactiveCause
{
    /// <summary>No point of the site is what the rule is for.</summary>
    NoPoint = 0,

    /// <summary>A parameter only the site can give has not been given.</summary>
    NeedsParameter = 1,

    /// <summary>Another point the rule looks at is not there.</summary>
    NeedsPoint = 2,

    /// <summary>The substance or the point lacks a figure the limit is a share of.</summary>
    NoFigure = 3,

    /// <summary>Off in the pack until the site turns it on, or switched off by the site.</summary>
    SwitchedOff = 4,

    /// <summary>For this substance the limit would come before that of a lesser tier.</summary>
    Crossed = 5,

    /// <summary>What a person wrote for the point itself stands before it.</summary>
    OwnJudgement = 6,
}
