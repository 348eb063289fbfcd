using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>What an error answer says of single lines.</summary>
/// <param name="Dropped">Lines the server says it dropped; influxd does not count those it could not read.</param>
/// <param name="Named">Lines quoted in the answer, with the reason.</param>
public sealed partial record PartialWriteMessage(int Dropped, IReadOnlyList<(string Line, string Reason)> Named)
{
    public static PartialWriteMessage Parse(string body)
    {
        var text = ErrorText(body);
        var dropped = DroppedCount().Match(text);
        var named = Unparsable().Matches(text).Select(m => (m.Groups["line"].Value, m.Groups["reason"].Value.Trim())).ToList();
        return new(dropped.Success && int.TryParse(dropped.Groups["count"].Value, out var count) ? count : 0, named);
    }

    /// <summary>The error is in <c>error</c> (v1) or <c>message</c> (v2); text that is not JSON is taken as it is.</summary>
    private static string ErrorText(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && (root.TryGetProperty("error", out var error) || root.TryGetProperty("message", out error))
                && error.ValueKind == JsonValueKind.String
                    ? error.GetString() ?? body
                    : body;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return body;
        }
    }

    [GeneratedRegex("dropped=(?<count>[0-9]{1,9})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DroppedCount();

    [GeneratedRegex("unable to parse '(?<line>[^\n]*)': (?<reason>[^\n]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unparsable();
}
