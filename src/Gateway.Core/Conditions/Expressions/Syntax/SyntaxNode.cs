namespace Gateway.Core.Conditions.Expressions.Syntax;

/// <summary>A part of a rule as written: names not looked up, units not compared.</summary>
/// <param name="Column">Where it begins, 1-based.</param>
internal abstract record SyntaxNode(int Column)
{
    /// <summary>Stood in round brackets of its own.</summary>
    public bool Bracketed { get; init; }
}

internal sealed record NameSyntax(string Name, int Column) : SyntaxNode(Column);

internal sealed record NumberSyntax(decimal Value, string Unit, int Column) : SyntaxNode(Column);

/// <summary><c>none blue yellow orange red</c>.</summary>
internal sealed record TierSyntax(Warnings.WarningTier Tier, int Column) : SyntaxNode(Column);

internal sealed record NegativeSyntax(SyntaxNode Operand, int Column) : SyntaxNode(Column);

internal sealed record NotSyntax(SyntaxNode Operand, int Column) : SyntaxNode(Column);

/// <param name="Operator"><c>or and + - * /</c> or a comparison.</param>
internal sealed record BinarySyntax(string Operator, SyntaxNode Left, SyntaxNode Right, int Column) : SyntaxNode(Column)
{
    public bool IsLogic => Operator is "and" or "or";

    public bool IsComparison => Operator is ">=" or ">" or "<=" or "<" or "=" or "!=";
}

/// <param name="Word"><c>for</c> or <c>within</c>.</param>
internal sealed record TimedSyntax(string Word, SyntaxNode Operand, NumberSyntax Time, int Column) : SyntaxNode(Column);

/// <param name="Function"><c>tier lost good rate count any all</c>.</param>
/// <param name="Time">The window of <c>rate</c>; otherwise null.</param>
internal sealed record CallSyntax(string Function, SyntaxNode Operand, NumberSyntax? Time, int Column) : SyntaxNode(Column);
