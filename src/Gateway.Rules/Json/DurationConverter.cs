using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Rules.Json;

/// <summary>A duration as people write it: a number of seconds, or <c>500ms</c>, <c>30s</c>, <c>5min</c>, <c>2h</c>, <c>30d</c>.</summary>
public sealed class DurationConverter : JsonConverter<TimeSpan>
{
    // Longest first, so that "min" and "ms" are not taken for "s" or "h".
    private static readonly (string Unit, double Seconds)[] Units =
        [("min", 60), ("ms", 0.001), ("s", 1), ("h", 3600), ("d", 86_400)];

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return Seconds(reader.GetDouble());
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var count))
            {
                return Seconds(count * seconds);
            }
        }

        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) ? time : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);

    private static TimeSpan Seconds(double seconds) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : throw new JsonException();
}
