namespace Gateway.Core.Conditions.Expressions.Evaluation;

/// <param name="Unit">For people.</param>
internal sealed record ConstantNode(double Value, string Unit) : NumberNode
{
    /// <summary>As its author wrote it, where <see cref="Value"/> is in a unit nobody speaks in; null = as it is.</summary>
    public string? Written { get; init; }

    public override Measured Evaluate(ref ExpressionFrame frame) => Measured.Exactly(Value, doubtful: false);

    public override string Words(ref ExpressionFrame frame, bool chinese) => Written ?? LimitWords.Number(Value, Unit);
}

internal sealed record TierConstantNode(Warnings.WarningTier Tier) : NumberNode
{
    public override Measured Evaluate(ref ExpressionFrame frame) => Measured.Exactly((double)Tier, doubtful: false);

    public override string Words(ref ExpressionFrame frame, bool chinese) => ExpressionWords.TierName(Tier, chinese);
}

/// <summary>Another unit of the same quantity.</summary>
internal sealed record ScaledNode(NumberNode Operand, double Factor) : NumberNode
{
    public override Measured Evaluate(ref ExpressionFrame frame)
    {
        var value = Operand.Evaluate(ref frame);
        return new Measured(value.Low * Factor, value.High * Factor, value.Doubtful);
    }

    public override string Words(ref ExpressionFrame frame, bool chinese) => Operand.Words(ref frame, chinese);
}

/// <summary>Sum, difference, product or quotient; unknown as soon as one side is, and when dividing by zero.</summary>
internal sealed record ArithmeticNode(char Sign, NumberNode Left, NumberNode Right) : NumberNode
{
    public override Measured Evaluate(ref ExpressionFrame frame)
    {
        var left = Left.Evaluate(ref frame);
        var right = Right.Evaluate(ref frame);
        var value = Sign switch
        {
            '+' => left.Low + right.Low,
            '-' => left.Low - right.Low,
            '*' => left.Low * right.Low,
            _ => left.Low / right.Low,
        };
        return double.IsFinite(value) ? Measured.Exactly(value, left.Doubtful || right.Doubtful) : Measured.Unknown;
    }

    public override string Words(ref ExpressionFrame frame, bool chinese) =>
        $"({Left.Words(ref frame, chinese)} {Sign} {Right.Words(ref frame, chinese)})";
}
