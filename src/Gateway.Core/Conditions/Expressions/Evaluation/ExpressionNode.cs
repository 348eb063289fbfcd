namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <summary>
/// A part of a rule ready to be judged. Immutable and equal by value. Every part is asked at every judgement, also where the outcome is
/// already decided, because parts that remember must see everything.
/// </summary>
internal abstract record ExpressionNode
{
    /// <summary>As a reader writes it, with what the inputs read.</summary>
    public abstract string Words(ref ExpressionFrame frame, bool chinese);
}

internal abstract record BooleanNode : ExpressionNode
{
    public abstract Truth Evaluate(ref ExpressionFrame frame);

    /// <summary>Adds the smallest parts that made the outcome what it is.</summary>
    public virtual void Deciding(ref ExpressionFrame frame, bool outcome, List<BooleanNode> into)
    {
        if (Evaluate(ref frame).IsTrue() == outcome)
        {
            into.Add(this);
        }
    }
}

internal abstract record NumberNode : ExpressionNode
{
    public abstract Measured Evaluate(ref ExpressionFrame frame);
}
