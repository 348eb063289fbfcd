using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Gateway.Rules.Json;

/// <summary>The one JSON dialect of what people write (configuration, rule packs): camelCase, comments and trailing commas allowed, nothing guessed.</summary>
public static class StrictJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static JsonDocumentOptions DocumentOptions { get; } = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    /// <exception cref="JsonException">The text is not JSON, or holds text that cannot be read.</exception>
    public static JsonNode? Parse(string text)
    {
        CheckPairs(text);
        return JsonNode.Parse(text, null, DocumentOptions);
    }

    /// <summary>The same for one value on its own, without comments: a cell of a sheet, a setting of the command line.</summary>
    /// <exception cref="JsonException">The text is not JSON, or holds text that cannot be read.</exception>
    public static JsonNode? ParseValue(string text)
    {
        CheckPairs(text);
        return JsonNode.Parse(text);
    }

    /// <summary>
    /// Refuses an escape that writes half of a surrogate pair. The library takes it and fails where the text is asked for, which may be anywhere.
    /// </summary>
    private static void CheckPairs(string text)
    {
        if (!text.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(
            utf8, new JsonReaderOptions { CommentHandling = DocumentOptions.CommentHandling, AllowTrailingCommas = DocumentOptions.AllowTrailingCommas, MaxDepth = DocumentOptions.MaxDepth });
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
            var before = utf8.AsSpan(0, (int)reader.TokenStartIndex);
            throw new JsonException(
                "A text holds half of a surrogate pair.", null, before.Count((byte)'\n'), before.Length - (before.LastIndexOf((byte)'\n') + 1), half);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new DurationConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }
}
