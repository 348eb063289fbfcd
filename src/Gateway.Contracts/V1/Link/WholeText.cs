using System.Text.Json;
using System.Text.Unicode;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// Whether all text of a message can be read: valid UTF-8, and no half of a surrogate pair. The reader of JSON looks at text only when it is asked for, and a
/// body is kept as it came: what cannot be read would fail whoever asks for it later, in the middle of a transaction.
/// </summary>
internal static class WholeText
{
    /// <exception cref="JsonException">Some of it cannot be read, or it is no JSON.</exception>
    public static void Check(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonException("The message is not UTF-8.");
        }

        // Only an escape can write half of a pair, and hardly any message has one.
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = LinkJson.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("A text holds half of a surrogate pair.", half);
        }
    }
}
