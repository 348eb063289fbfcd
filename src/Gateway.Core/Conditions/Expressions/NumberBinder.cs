using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Conditions.Expressions.Syntax;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>Makes figures and their comparisons, and checks that units fit before anything is judged.</summary>
internal sealed class NumberBinder(Binder binder)
{
    /// <param name="Constant">Set for a figure written in the rule, still in its own unit.</param>
    private sealed record Figure(NumberNode Node, Unit Unit, decimal? Constant, SyntaxNode Syntax);

    public ComparisonNode? Comparison(BinarySyntax comparison)
    {
        var left = Of(comparison.Left);
        var right = Of(comparison.Right);
        if (left is null || right is null)
        {
            return null;
        }

        var how = How(comparison.Operator);
        if (left.Constant is not null && right.Constant is null)
        {
            return In(left, right.Unit) is { } converted ? new ComparisonNode(how, converted, right.Node) : null;
        }

        return In(right, left.Unit) is { } fitting ? new ComparisonNode(how, left.Node, fitting) : null;
    }

    public static Comparison How(string sign) => sign switch
    {
        ">=" => Evaluation.Comparison.AtLeast,
        ">" => Evaluation.Comparison.Above,
        "<=" => Evaluation.Comparison.AtMost,
        "<" => Evaluation.Comparison.Below,
        "=" => Evaluation.Comparison.Equal,
        _ => Evaluation.Comparison.NotEqual,
    };

    private Figure? Of(SyntaxNode node) => node switch
    {
        NumberSyntax number => Constant(number.Value, number.Unit, number),
        TierSyntax tier => new Figure(new TierConstantNode(tier.Tier), Unit.Tier, null, node),
        NameSyntax => binder.Input(node, out var point) is >= 0 and var input ? new Figure(new ValueNode(input), Unit.Of(point!.Unit), null, node) : null,
        NegativeSyntax negative => Negative(negative),
        CallSyntax { Function: "tier" } call =>
            binder.Input(call.Operand, out _) is >= 0 and var input ? new Figure(new TierNode(input), Unit.Tier, null, node) : null,
        CallSyntax { Function: "rate" } call => Rate(call),
        BinarySyntax { IsLogic: false, IsComparison: false } arithmetic => Arithmetic(arithmetic),
        CallSyntax { Function: "count" } => binder.Fail<Figure>(node, new(
            "count(…) 放在比较的左边，例如 count(…) >= 2", "count(...) on the left of a comparison, as in count(...) >= 2")),
        _ => binder.Fail<Figure>(node, new("数值，例如 [x]、25 %LEL、rate([x], 5 min)", "a figure such as [x], 25 %LEL, rate([x], 5 min)")),
    };

    private static Figure Constant(decimal value, string unit, SyntaxNode node) =>
        new(new ConstantNode((double)value, unit), Unit.Of(unit), value, node);

    private Figure? Negative(NegativeSyntax negative) => Of(negative.Operand) switch
    {
        null => null,
        { Constant: { } value } figure => Constant(-value, figure.Unit.Symbol, negative),
        var figure when figure.Unit == Unit.Tier => Unsuited(negative),
        var figure => figure with { Node = new ScaledNode(figure.Node, -1), Syntax = negative },
    };

    private Figure? Rate(CallSyntax call)
    {
        var input = binder.Input(call.Operand, out var point);
        if (input < 0)
        {
            return null;
        }

        var window = (long)(Unit.Of(call.Time!.Unit).Convert(call.Time.Value, Unit.Of("s")) * TimeSpan.TicksPerSecond);
        return new Figure(new RateNode(input, binder.NewRate(window), window), Unit.Of(point!.Unit).PerSecond(), null, call);
    }

    private Figure? Arithmetic(BinarySyntax node)
    {
        if (Of(node.Left) is not { } left || Of(node.Right) is not { } right)
        {
            return null;
        }

        if (left.Unit == Unit.Tier || right.Unit == Unit.Tier)
        {
            return Unsuited(node);
        }

        return node.Operator switch
        {
            "+" or "-" => In(right, left.Unit) is { } fitting ? Result(node, left.Node, fitting, left.Unit) : null,
            _ when right.Unit.Quantity.Length == 0 => Result(node, left.Node, right.Node, left.Unit),
            "*" when left.Unit.Quantity.Length == 0 => Result(node, left.Node, right.Node, right.Unit),
            "/" => In(right, left.Unit) is { } fitting ? Result(node, left.Node, fitting, Unit.None) : null,
            _ => binder.Fail<Figure>(node.Right, new("无单位的数：两个带单位的量不能相乘", "a number without unit: two figures with units are not multiplied")),
        };
    }

    private static Figure Result(BinarySyntax node, NumberNode left, NumberNode right, Unit unit) =>
        new(new ArithmeticNode(node.Operator[0], left, right), unit, null, node);

    private Figure? Unsuited(SyntaxNode node) =>
        binder.Fail<Figure>(node, new("预警等级只能比较，不能计算", "tiers are compared, never reckoned with"));

    // Rates are reckoned per second; nobody reads "0.0833 °C/s" as 5 °C/min.
    private static string? Written(Unit own, decimal value, Unit unit) =>
        own != unit && unit.Symbol.EndsWith("/s", StringComparison.Ordinal) ? LimitWords.Number((double)value, own.Symbol) : null;

    /// <summary>The figure in this unit. A plain 0 fits every unit whose zero means "none"; any other figure must have a unit that converts.</summary>
    private NumberNode? In(Figure figure, Unit unit)
    {
        if (figure.Constant == 0 && figure.Unit == Unit.None && !unit.HasArbitraryZero && unit != Unit.Tier)
        {
            return new ConstantNode(0, unit.Symbol);
        }

        if (!figure.Unit.ConvertsTo(unit))
        {
            var wanted = unit == Unit.Tier ? new("none、blue、yellow、orange、red 或 tier([x])", "none, blue, yellow, orange, red or tier([x])")
                : unit.Quantity.Length == 0 ? new("无单位的数", "a number without unit")
                : new Measurements.LocalizedText($"单位为 {unit.Symbol} 或可换算成它的量", $"a figure in {unit.Symbol} or a unit that converts to it");
            return binder.Fail<NumberNode>(figure.Syntax, wanted);
        }

        return figure.Constant is { } value ? new ConstantNode(figure.Unit.Convert(value, unit), unit.Symbol) { Written = Written(figure.Unit, value, unit) }
            : figure.Unit.Factor(unit) is var factor and not 1 ? new ScaledNode(figure.Node, factor)
            : figure.Node;
    }
}
