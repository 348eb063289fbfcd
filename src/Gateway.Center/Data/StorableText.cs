namespace Gateway.Center.Data;

/// <summary>
/// Text that every database takes: PostgreSQL has no NUL, and half of a surrogate pair (a text cut in its middle) is no Unicode. Both become U+FFFD, so
/// that what a gateway or a browser writes never makes a change fail as a whole.
/// </summary>
internal static class StorableText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The same instance when there is nothing to replace.</summary>
    public static string Of(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || char.IsSurrogate(text[at]))
            {
                return Cleaned(text);
            }
        }

        return text;
    }

    private static string Cleaned(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var at = 0; at < span.Length; at++)
        {
            var isPair = char.IsHighSurrogate(from[at]) && at + 1 < from.Length && char.IsLowSurrogate(from[at + 1]);
            span[at] = from[at] == '\0' || (char.IsSurrogate(from[at]) && !isPair) ? Replacement : from[at];
            if (isPair)
            {
                span[++at] = from[at];
            }
        }
    });
}
