namespace Gateway.Core.Conditions.Expressions.Syntax;

internal enum TokenKind : byte
{
    /// <summary>A point or role in square brackets; the text is what stands between them.</summary>
    Name,
    Number,
    Word,
    Symbol,
    End,
}

/// <param name="Text">Canonical: words in lower case, symbols in ASCII.</param>
/// <param name="Column">1-based.</param>
/// <param name="Number">Of a number, without its unit.</param>
/// <param name="Unit">Of a number; empty when none is written.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column, decimal Number = 0, string Unit = "")
{
    public string AsWritten => Kind switch
    {
        TokenKind.Name => $"[{Text}]",
        TokenKind.Number when Unit.Length > 0 => $"{Text} {Unit}",
        TokenKind.End => "",
        _ => Text,
    };
}
