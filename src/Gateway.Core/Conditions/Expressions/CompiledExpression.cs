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

    /// <summary>How many parts remember since when they are true.</summary>
    internal int Sinces { get; init; }

    /// <summary>How many parts remember when they were last true.</summary>
    internal int Lasts { get; init; }

    /// <summary>Windows of the rates, ticks.</summary>
    internal ValueList<long> Rates { get; init; } = [];

    internal bool Remembers => Sinces > 0 || Lasts > 0 || Rates.Count > 0;

    internal ExpressionWindow NewWindow() => new(Sinces, Lasts, Rates.Span);
}
