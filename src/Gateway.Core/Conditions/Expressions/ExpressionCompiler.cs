using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Conditions.Expressions.Syntax;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Expressions;

/// <summary>From the text of a rule to something that can be judged. The language is in <c>docs/specs/rule-expressions.md</c>.</summary>
public static class ExpressionCompiler
{
    /// <summary>Points one rule may look at.</summary>
    public const int MaxInputs = 512;

    /// <param name="errors">Empty when it compiled; otherwise the first error of form, or all errors of names, units and types.</param>
    public static CompiledExpression? Compile(string text, IPointNames names, out IReadOnlyList<ExpressionError> errors) =>
        Compile(text, new Binder(names), (binder, syntax) => binder.Boolean(syntax) is { } root ? [root] : [], out errors);

    /// <summary>
    /// A test to be put to each member on its own, for example <c>[lel] &gt;= 50 %LEL</c>: one root for each point of the role with
    /// several points that it names. For <see cref="Joint.Voting"/>.
    /// </summary>
    /// <inheritdoc cref="Compile(string, IPointNames, out IReadOnlyList{ExpressionError})"/>
    public static CompiledExpression? CompileEach(string text, IPointNames names, out IReadOnlyList<ExpressionError> errors) =>
        Compile(text, new Binder(names), (binder, syntax) => binder.Members(syntax), out errors);

    /// <summary>The rule in its one canonical form, or null when it has none.</summary>
    public static string? Canonical(string text, out ExpressionError? error) =>
        Parser.Parse(text, out error) is { } syntax ? SyntaxPrinter.Print(syntax) : null;

    private static CompiledExpression? Compile(
        string text, Binder binder, Func<Binder, SyntaxNode, List<BooleanNode>> bind, out IReadOnlyList<ExpressionError> errors)
    {
        if (Parser.Parse(text, out var error) is not { } syntax)
        {
            errors = [error!];
            return null;
        }

        var roots = bind(binder, syntax);
        binder.CheckInputs(syntax);
        errors = [.. binder.Errors.Distinct().OrderBy(e => e.Column)];
        return errors.Count > 0 ? null : new CompiledExpression
        {
            Text = SyntaxPrinter.Print(syntax), Inputs = [.. binder.Inputs], Roots = [.. roots], Sinces = binder.Sinces,
            Lasts = binder.Lasts, Rates = [.. binder.Rates],
        };
    }
}
