using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>A rule whose names, units and types are checked. Immutable, equal by value, shared.</summary>
public sealed record CompiledExpression
{
    internal CompiledExpression()
    {
    }

    /// <summary>In canonical form.</summary>
    public required string Text { get; init; }

    /// <summary>Ids of the points looked at, each once.</summary>
    public required ValueList<string> Inputs { get; init; }

    /// <summary>One, or one for each member when it was compiled as a test of each.</summary>
    internal ValueList<BooleanNode> Roots { get; init; } = [];

    /// <summary>How many parts remember a time.</summary>
    internal int Times { get; init; }

    /// <summary>Windows of the rates, ticks.</summary>
    internal ValueList<long> Rates { get; init; } = [];

    internal bool Remembers => Times > 0 || Rates.Count > 0;

    internal ExpressionWindow NewWindow() => new(Times, Rates.Span);
}
