namespace Gateway.Core.Conditions.Expressions.Evaluation;

internal enum Comparison : byte
{
    AtLeast,
    Above,
    AtMost,
    Below,
    Equal,
    NotEqual,
}

/// <summary>True or false where every value within the known bounds says so, otherwise unknown.</summary>
internal sealed record ComparisonNode(Comparison How, NumberNode Left, NumberNode Right) : BooleanNode
{
    public override Truth Evaluate(ref ExpressionFrame frame) => Compare(How, Left.Evaluate(ref frame), Right.Evaluate(ref frame));

    public static Truth Compare(Comparison how, Measured left, Measured right) => how switch
    {
        Comparison.AtLeast => Decide(left.Low >= right.High, left.High < right.Low, left, right),
        Comparison.Above => Decide(left.Low > right.High, left.High <= right.Low, left, right),
        Comparison.AtMost => Decide(left.High <= right.Low, left.Low > right.High, left, right),
        Comparison.Below => Decide(left.High < right.Low, left.Low >= right.High, left, right),
        Comparison.Equal => Equal(left, right),
        _ => Equal(left, right).Not(),
    };

    private static Truth Equal(Measured left, Measured right) => Decide(
        left.Low >= right.High && left.High <= right.Low, left.High < right.Low || left.Low > right.High, left, right);

    // Both are false for an unknown side, because nothing compares with NaN.
    private static Truth Decide(bool surely, bool surelyNot, Measured left, Measured right) =>
        surely || surelyNot ? TruthExtensions.Of(surely, left.Doubtful || right.Doubtful) : Truth.Unknown;

    public override string Words(ref ExpressionFrame frame, bool chinese) =>
        $"{Left.Words(ref frame, chinese)} {ExpressionWords.Sign(How)} {Right.Words(ref frame, chinese)}";
}
