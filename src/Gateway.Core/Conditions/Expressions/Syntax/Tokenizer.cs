using System.Globalization;

namespace Gateway.Core.Conditions.Expressions.Syntax;

/// <summary>Cuts the text of a rule into tokens. Full-width brackets and the signs ≥ ≤ ≠ of a Chinese keyboard are taken too.</summary>
internal sealed class Tokenizer(string text)
{
    private const int MaxNumberLength = 20;

    private static readonly HashSet<string> s_keywords = ["and", "or", "not", "for", "within"];

    private int _at;

    /// <summary>The tokens with <see cref="TokenKind.End"/> as the last, or null and the first error.</summary>
    public static List<Token>? Read(string text, out ExpressionError? error)
    {
        var tokenizer = new Tokenizer(text);
        List<Token> tokens = [];
        do
        {
            if (tokenizer.Next(out error) is not { } token)
            {
                return null;
            }

            tokens.Add(token);
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token? Next(out ExpressionError? error)
    {
        error = null;
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at == text.Length)
        {
            return new Token(TokenKind.End, "", _at + 1);
        }

        var first = text[_at];
        return first == '[' ? Name(out error)
            : char.IsAsciiDigit(first) ? Number(out error)
            : char.IsAsciiLetter(first) ? Word()
            : Symbol(out error);
    }

    private Token? Name(out ExpressionError? error)
    {
        var column = _at + 1;
        var end = text.AsSpan(_at + 1).IndexOfAny('[', ']');
        var name = end < 0 ? "" : text.Substring(_at + 1, end).Trim();
        if (end < 0 || text[_at + 1 + end] == '[' || name.Length is 0 or > 64 || name.Any(char.IsControl))
        {
            error = new(column, Excerpt(column), new("[测点编号或角色]，1 至 64 个字符", "[point id or role], 1 to 64 characters"));
            return null;
        }

        error = null;
        _at += end + 2;
        return new Token(TokenKind.Name, name, column);
    }

    private Token? Number(out ExpressionError? error)
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        var digits = text[start.._at];
        if (digits.Length > MaxNumberLength || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            error = new(start + 1, digits, new("数字，例如 25 或 0.5，最多 20 位", "a number such as 25 or 0.5, at most 20 digits"));
            return null;
        }

        error = null;
        return new Token(TokenKind.Number, value.ToString(CultureInfo.InvariantCulture), start + 1, value, UnitHere());
    }

    // A word behind a number is its unit unless it is a word of the language.
    private string UnitHere()
    {
        var start = _at;
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }

        var end = start;
        while (end < text.Length && IsOfUnit(end, start))
        {
            end++;
        }

        var unit = text[start..end];
        if (unit.Length == 0 || s_keywords.Contains(unit.ToLowerInvariant()))
        {
            return "";
        }

        _at = end;
        return unit;
    }

    private bool IsOfUnit(int at, int start)
    {
        var c = text[at];
        return StartsUnit(c)
            || (at > start && (char.IsAsciiDigit(c) || c is '³' or '²' or '·'))
            || (at > start && c == '/' && at + 1 < text.Length && StartsUnit(text[at + 1]));
    }

    private static bool StartsUnit(char c) => char.IsAsciiLetter(c) || c is '%' or '‰' or '°' or '℃' or '℉' or 'µ' or 'μ' or 'Ω';

    private Token Word()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
        {
            _at++;
        }

        return new Token(TokenKind.Word, text[start.._at].ToLowerInvariant(), start + 1);
    }

    private Token? Symbol(out ExpressionError? error)
    {
        var column = _at + 1;
        var two = _at + 1 < text.Length ? text.Substring(_at, 2) : "";
        var symbol = two is ">=" or "<=" or "!=" ? two : Single(text[_at]);
        if (symbol is null)
        {
            error = new(column, Excerpt(column), new(
                "[测点]、数字、+ - * / ( ) ,、>= > <= < = != 或 and or not for within",
                "[point], a number, + - * / ( ) ,, >= > <= < = !=, or and or not for within"));
            return null;
        }

        error = null;
        _at += symbol == two ? 2 : 1;
        return new Token(TokenKind.Symbol, symbol, column);
    }

    private static string? Single(char c) => c switch
    {
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '（' => "(",
        '）' => ")",
        '，' => ",",
        '>' or '<' or '=' or '+' or '-' or '*' or '/' or '(' or ')' or ',' => c.ToString(),
        _ => null,
    };

    private string Excerpt(int column) => text.Substring(column - 1, Math.Min(16, text.Length - column + 1));
}
