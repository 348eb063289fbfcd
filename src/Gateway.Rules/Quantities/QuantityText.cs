using System.Globalization;

namespace Gateway.Rules.Quantities;

/// <summary>A figure as people write it: a number, a space, a unit (<c>25 %LEL</c>, <c>100 % OEL</c>, <c>15 min</c>).</summary>
/// <param name="Unit">Empty for a bare number.</param>
public readonly record struct QuantityText(double Value, string Unit)
{
    /// <summary>Share of a substance's figure: <c>OEL</c> for <c>% OEL</c>; null for a plain unit.</summary>
    public string? RelativeTo => Unit.StartsWith('%') && Substance.FigureNames.Contains(Unit[1..].Trim()) ? Unit[1..].Trim() : null;

    /// <returns>False when the text is not a finite number with an optional unit.</returns>
    public static bool TryParse(string? text, out QuantityText quantity)
    {
        quantity = default;
        var trimmed = text.AsSpan().Trim();
        var end = 0;
        while (end < trimmed.Length && IsOfNumber(trimmed, end))
        {
            end++;
        }

        if (!double.TryParse(trimmed[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return false;
        }

        quantity = new QuantityText(value, trimmed[end..].Trim().ToString());
        return true;
    }

    /// <summary>Units that end like an exponent ("2 e...") do not occur; a sign counts only at the start or after one.</summary>
    private static bool IsOfNumber(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) || text[at] == '.'
        || (text[at] is '+' or '-' && (at == 0 || text[at - 1] is 'e' or 'E'))
        || (text[at] is 'e' or 'E' && at > 0 && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '+' or '-'));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G15} {Unit}").TrimEnd();
}
