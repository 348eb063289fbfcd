using System.Globalization;

namespace Gateway.Core.Conditions.Expressions.Syntax;

/// <summary>Writes a rule in its one canonical form, with no more brackets than needed; parsing it gives the same rule.</summary>
internal static class SyntaxPrinter
{
    private const int Comparison = 5;

    public static string Print(SyntaxNode node) => Print(node, 0);

    private static string Print(SyntaxNode node, int atLeast)
    {
        var text = Bare(node);
        return Strength(node) < atLeast ? $"({text})" : text;
    }

    private static string Bare(SyntaxNode node) => node switch
    {
        NameSyntax name => $"[{name.Name}]",
        NumberSyntax number => Number(number),
        TierSyntax tier => tier.Tier.ToString().ToLowerInvariant(),
        NegativeSyntax negative => "-" + Print(negative.Operand, Strength(node)),
        NotSyntax not => "not " + Print(not.Operand, Strength(node)),
        BinarySyntax binary => Binary(binary),
        TimedSyntax timed => $"({Print(timed.Operand)}) {timed.Word} {Number(timed.Time)}",
        CallSyntax { Time: { } time } call => $"{call.Function}({Print(call.Operand)}, {Number(time)})",
        CallSyntax call => $"{call.Function}({Print(call.Operand)})",
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "No such part of a rule."),
    };

    private static string Binary(BinarySyntax node)
    {
        var strength = Strength(node);
        // Comparisons do not chain; the others group to the left.
        var left = Print(node.Left, node.IsComparison ? strength + 1 : strength);
        return $"{left} {node.Operator} {Print(node.Right, strength + 1)}";
    }

    private static int Strength(SyntaxNode node) => node switch
    {
        BinarySyntax { Operator: "or" } => 1,
        BinarySyntax { Operator: "and" } => 2,
        NotSyntax => 3,
        TimedSyntax => 4,
        BinarySyntax { IsComparison: true } => Comparison,
        BinarySyntax { Operator: "+" or "-" } => Comparison + 1,
        BinarySyntax => Comparison + 2,
        NegativeSyntax => Comparison + 3,
        _ => Comparison + 4,
    };

    private static string Number(NumberSyntax number)
    {
        var digits = number.Value.ToString(CultureInfo.InvariantCulture);
        return number.Unit.Length == 0 ? digits : $"{digits} {number.Unit}";
    }
}
