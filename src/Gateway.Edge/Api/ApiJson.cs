using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Api;

/// <summary>How the API writes JSON: camelCase, enums by name, Chinese readable.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        // Served as application/json with nosniff, never inside HTML: signs such as < may stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Name of a quality; a code between the named ones shows as its number.</summary>
    public static string Name(Quality quality) =>
        Enum.IsDefined(quality) ? JsonNamingPolicy.CamelCase.ConvertName(quality.ToString()) : ((byte)quality).ToString();

    /// <summary>Name of an enum's value as the API writes it.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        return options;
    }
}
