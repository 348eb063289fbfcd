using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Json;

namespace Gateway.Edge.Configuration.Points;

/// <summary>
/// One value as the text of a cell. Texts stand as they are unless they could be taken for something else (a number, a
/// switch, a formula): these are quoted as in JSON. So nothing is lost on the way out and in.
/// </summary>
public static class CsvCell
{
    public static string Write(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => NeedsQuotes(text) ? JsonSerializer.Serialize(text, StrictJson.Options) : text,
        _ => value.ToJsonString(),
    };

    /// <param name="wantsText">The column holds texts: digits stay digits of a text (an id 0017 keeps its zeros).</param>
    /// <param name="value">Null for an empty cell.</param>
    /// <returns>False when the cell starts like JSON but is not.</returns>
    public static bool TryRead(string cell, bool wantsText, out JsonNode? value)
    {
        value = null;
        if (cell.Length == 0)
        {
            return true;
        }

        if (cell[0] == '"' || cell is "{}" or "[]")
        {
            return TryParse(cell, out value);
        }

        if (!wantsText && LooksLikeJson(cell) && TryParse(cell.Trim(), out value))
        {
            return true;
        }

        value = JsonValue.Create(cell);
        return true;
    }

    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || text != text.Trim() || text[0] is '"' or '=' or '+' or '-' or '@' or '\'' || text is "{}" or "[]"
        || text.AsSpan().ContainsAny('\r', '\n', '\uFEFF') || (LooksLikeJson(text) && TryParse(text, out _));

    private static bool LooksLikeJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed is "true" or "false" or "null" || (trimmed.Length > 0 && (char.IsAsciiDigit(trimmed[0]) || trimmed[0] == '-'));
    }

    private static bool TryParse(string text, out JsonNode? value)
    {
        try
        {
            value = StrictJson.ParseValue(text);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }
}
