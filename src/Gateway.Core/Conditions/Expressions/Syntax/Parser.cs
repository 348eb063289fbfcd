using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions.Expressions.Syntax;

/// <summary>
/// Recursive descent over the grammar in <c>docs/specs/rule-expressions.md</c>. Stops at the first error, because what follows a
/// misread part is guesswork; errors of names, units and types are found all at once afterwards.
/// </summary>
internal sealed class Parser
{
    /// <summary>Characters; longer rules cannot be checked by a reader.</summary>
    public const int MaxLength = 1000;

    /// <summary>Brackets, <c>not</c> and minus signs within each other.</summary>
    public const int MaxDepth = 32;

    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Here => _tokens[_at];

    /// <summary>Null when the text is no rule; then <paramref name="error"/> says where and why.</summary>
    public static SyntaxNode? Parse(string text, out ExpressionError? error)
    {
        if (text.Length > MaxLength)
        {
            error = new(MaxLength + 1, $"{text.Length}", new($"最多 {MaxLength} 个字符", $"at most {MaxLength} characters"));
            return null;
        }

        if (Tokenizer.Read(text, out error) is not { } tokens)
        {
            return null;
        }

        try
        {
            var parser = new Parser(tokens);
            var node = parser.Or();
            parser.Expect(TokenKind.End, "", new("表达式结束，或 and、or", "the end, or and / or"));
            return node;
        }
        catch (ParseException failure)
        {
            error = failure.Error;
            return null;
        }
    }

    private SyntaxNode Or()
    {
        Deeper();
        var left = And(joined: false);
        while (Here.Text == "or" && Here.Kind == TokenKind.Word)
        {
            _at++;
            left = new BinarySyntax("or", left, And(joined: true), left.Column);
        }

        _depth--;
        return left;
    }

    private SyntaxNode And(bool joined)
    {
        var left = Not(joined);
        while (Here.Text == "and" && Here.Kind == TokenKind.Word)
        {
            _at++;
            left = new BinarySyntax("and", left, Not(joined: true), left.Column);
        }

        return left;
    }

    private SyntaxNode Not(bool joined)
    {
        if (Here is not { Kind: TokenKind.Word, Text: "not" })
        {
            return Timed(joined);
        }

        var column = Here.Column;
        _at++;
        Deeper();
        var operand = Not(joined: true);
        _depth--;
        return new NotSyntax(operand, column);
    }

    private SyntaxNode Timed(bool joined)
    {
        var node = Comparison();
        while (Here is { Kind: TokenKind.Word, Text: "for" or "within" })
        {
            var word = Here;
            if (joined && !node.Bracketed && !IsOneCount(node))
            {
                throw Fail(word, new(
                    "括号：(…) for 30 s，使人一眼看出时间管到哪里", "brackets: (…) for 30 s, so that everybody sees what the time belongs to"));
            }

            _at++;
            node = Timed(node, word.Text, Duration());
        }

        return node;
    }

    // "count(A) >= 2 within 60 s" asks how many were so within the time, each at its own moment.
    private static SyntaxNode Timed(SyntaxNode node, string word, NumberSyntax time) =>
        word == "within" && !node.Bracketed && node is BinarySyntax { Left: CallSyntax { Function: "count" } count } comparison
            ? comparison with { Left = count with { Operand = new TimedSyntax(word, count.Operand, time, count.Operand.Column) } }
            : new TimedSyntax(word, node, time, node.Column);

    private static bool IsOneCount(SyntaxNode node) => node is BinarySyntax { IsComparison: true, Left: CallSyntax { Function: "count" } };

    private SyntaxNode Comparison()
    {
        var left = Sum();
        if (Here is not { Kind: TokenKind.Symbol, Text: ">=" or ">" or "<=" or "<" or "=" or "!=" })
        {
            return left;
        }

        var comparison = Here.Text;
        _at++;
        return new BinarySyntax(comparison, left, Sum(), left.Column);
    }

    private SyntaxNode Sum()
    {
        var left = Product();
        while (Here is { Kind: TokenKind.Symbol, Text: "+" or "-" })
        {
            var sign = Here.Text;
            _at++;
            left = new BinarySyntax(sign, left, Product(), left.Column);
        }

        return left;
    }

    private SyntaxNode Product()
    {
        var left = Negative();
        while (Here is { Kind: TokenKind.Symbol, Text: "*" or "/" })
        {
            var sign = Here.Text;
            _at++;
            left = new BinarySyntax(sign, left, Negative(), left.Column);
        }

        return left;
    }

    private SyntaxNode Negative()
    {
        if (Here is not { Kind: TokenKind.Symbol, Text: "-" })
        {
            return Primary();
        }

        var column = Here.Column;
        _at++;
        Deeper();
        var operand = Negative();
        _depth--;
        return new NegativeSyntax(operand, column);
    }

    private SyntaxNode Primary()
    {
        var token = Here;
        _at += token.Kind == TokenKind.End ? 0 : 1;
        return token switch
        {
            { Kind: TokenKind.Name } => new NameSyntax(token.Text, token.Column),
            { Kind: TokenKind.Number } => new NumberSyntax(token.Number, token.Unit, token.Column),
            { Kind: TokenKind.Symbol, Text: "(" } => Group(),
            { Kind: TokenKind.Word, Text: "none" or "blue" or "yellow" or "orange" or "red" } =>
                new TierSyntax(Enum.Parse<WarningTier>(token.Text, ignoreCase: true), token.Column),
            { Kind: TokenKind.Word, Text: "tier" or "lost" or "good" or "rate" or "count" or "any" or "all" } => Call(token),
            _ => throw Fail(token, new(
                "[测点]、数字、(、tier lost good rate count any all，或 none blue yellow orange red",
                "[point], a number, (, tier lost good rate count any all, or none blue yellow orange red")),
        };
    }

    private SyntaxNode Group()
    {
        var inner = Or();
        Expect(TokenKind.Symbol, ")", new("右括号 )", "a closing bracket )"));
        return inner with { Bracketed = true };
    }

    private CallSyntax Call(Token function)
    {
        Expect(TokenKind.Symbol, "(", new("左括号 (", "an opening bracket ("));
        var operand = Or();
        NumberSyntax? time = null;
        if (function.Text == "rate")
        {
            Expect(TokenKind.Symbol, ",", new("逗号和时间窗，例如 rate([x], 5 min)", "a comma and the window, as in rate([x], 5 min)"));
            time = Duration();
        }

        Expect(TokenKind.Symbol, ")", new("右括号 )", "a closing bracket )"));
        return new CallSyntax(function.Text, operand, time, function.Column);
    }

    private NumberSyntax Duration()
    {
        var token = Here;
        var unit = Unit.Of(token.Unit);
        if (token.Kind != TokenKind.Number || !unit.IsTime || token.Number <= 0
            || token.Number > (decimal)LongestTime.TotalSeconds * unit.Denominator / unit.Numerator)
        {
            throw Fail(token, new("时长，例如 30 s、5 min、2 h，大于 0，最长 30 d", "a time such as 30 s, 5 min, 2 h, more than 0 and at most 30 d"));
        }

        _at++;
        return new NumberSyntax(token.Number, token.Unit, token.Column);
    }

    private void Expect(TokenKind kind, string text, LocalizedText allowed)
    {
        if (Here.Kind != kind || Here.Text != text)
        {
            throw Fail(Here, allowed);
        }

        _at += kind == TokenKind.End ? 0 : 1;
    }

    private void Deeper()
    {
        if (++_depth > MaxDepth)
        {
            throw Fail(Here, new($"嵌套最多 {MaxDepth} 层", $"at most {MaxDepth} levels within each other"));
        }
    }

    private static ParseException Fail(Token found, LocalizedText allowed) => new(new ExpressionError(found.Column, found.AsWritten, allowed));
}
