using System.Text.Json;

namespace Gateway.Fuzz.Targets.Link;

/// <summary>Names of the fields of a message, as they stand in JSON.</summary>
internal static class LinkTokens
{
    public static IReadOnlyList<string> Of<T>() =>
    [
        .. typeof(T).GetProperties().Select(property => $"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\":"),
        "\"after\":", "\"upTo\":", "\"range\":", "\"lane\":\"events\"", "\"lane\":\"readings\"", "\"zh\":", "\"en\":", "\"warning\"", "\"transition\"", "\"gap\"", "\"missing\"", "\"red\"",
        "\"2026-03-02T00:00:00Z\"",
    ];
}
