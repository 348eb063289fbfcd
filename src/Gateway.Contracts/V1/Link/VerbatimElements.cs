using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// Writes a JSON element with the very text it was received as. By default it would be escaped anew, and what a gateway has put into its hash chain would
/// no longer be what goes over the wire or stands in the ledger.
/// </summary>
public sealed class VerbatimElements : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }
}
