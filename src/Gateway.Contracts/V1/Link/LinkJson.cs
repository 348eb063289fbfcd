using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Gateway.Contracts.V1.Link;

/// <summary>JSON of the link: camelCase, enums as camelCase strings, unknown fields ignored. Generated code, because a gateway sends thousands.</summary>
public static class LinkJson
{
    /// <summary>Levels of objects and arrays within each other.</summary>
    public const int MaxDepth = 16;

    private static readonly LinkJsonContext s_context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = MaxDepth,
        Converters = { new VerbatimElements(), new FiniteNumbers(), new JsonStringEnumConverter<LinkLane>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });

    public static byte[] Encode<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, typeof(T), s_context);

    /// <summary>As a value inside another message: its raw text is the text that will stand there.</summary>
    public static JsonElement Element<T>(T body) => JsonSerializer.SerializeToElement(body, typeof(T), s_context);

    /// <summary>Null, with the reason, when the bytes are no such message.</summary>
    public static T? TryDecode<T>(ReadOnlySpan<byte> utf8, out string error)
        where T : class
    {
        error = "";
        try
        {
            WholeText.Check(utf8);
            return (T?)JsonSerializer.Deserialize(utf8, typeof(T), s_context) ?? throw new JsonException("null");
        }
        catch (JsonException damage)
        {
            error = damage.Message;
            return null;
        }
    }
}

[JsonSerializable(typeof(StateMessage))]
[JsonSerializable(typeof(EventMessage))]
[JsonSerializable(typeof(TransitionMessage))]
[JsonSerializable(typeof(GapMessage))]
[JsonSerializable(typeof(ReceiptMessage))]
[JsonSerializable(typeof(CommandMessage))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(TableMessage))]
[JsonSerializable(typeof(WarningMessage))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LinkJsonContext : JsonSerializerContext;
