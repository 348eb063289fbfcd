using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// Refuses numbers beyond ±1.8e308. JSON allows them, the reader makes an infinity of them, and an infinity cannot be written as JSON again: what one hostile
/// gateway said would fail wherever it is passed on.
/// </summary>
public sealed class FiniteNumbers : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.GetDouble();
        return double.IsFinite(value) ? value : throw new JsonException("The number is beyond what a double holds (about 1.8e308).");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
