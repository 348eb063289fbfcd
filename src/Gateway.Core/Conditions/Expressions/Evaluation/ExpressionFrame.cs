namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>One judgement of an expression: what its parts see and where they remember.</summary>
/// <param name="window">Null when no part remembers anything.</param>
/// <param name="readOnly">Nothing is remembered: the parts are only asked again for an explanation.</param>
internal ref struct ExpressionFrame(InputView inputs, long time, ExpressionWindow? window, AbsentInput absent, bool readOnly)
{
    public readonly InputView Inputs = inputs;

    /// <summary>Event time, UTC ticks.</summary>
    public readonly long Time = time;

    public readonly ExpressionWindow? Window = window;

    public readonly AbsentInput Absent = absent;

    public readonly bool ReadOnly = readOnly;

    /// <summary>The earliest event time at which the outcome can change by itself.</summary>
    public long Recheck = long.MaxValue;
}
