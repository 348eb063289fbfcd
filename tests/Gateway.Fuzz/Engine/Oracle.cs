namespace Gateway.Fuzz.Engine;

/// <summary>What targets demand.</summary>
public static class Oracle
{
    /// <exception cref="OracleException">It does not hold.</exception>
    public static void Demand(bool holds, string promise)
    {
        if (!holds)
        {
            throw new OracleException(promise);
        }
    }

    /// <summary>Two encodings of the same thing.</summary>
    /// <exception cref="OracleException">They differ.</exception>
    public static void Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, string promise) => Demand(one.SequenceEqual(other), promise);

    /// <summary>A message without its figures and quotations, so that messages that differ only in those are one behaviour.</summary>
    public static string Shape(string text)
    {
        var end = Math.Min(text.Length, 60);
        return string.Concat(text[..end].Where(letter => char.IsAsciiLetter(letter) || letter == ' '));
    }
}
