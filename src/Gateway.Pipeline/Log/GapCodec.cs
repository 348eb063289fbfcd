using System.Text.Json;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Log;

/// <summary>The only form in which a <see cref="GapRecord"/> is stored: UTF-8 JSON, camelCase, the reason by name.</summary>
public static class GapCodec
{
    public static byte[] Encode(GapRecord gap) => JsonSerializer.SerializeToUtf8Bytes(gap, LogJsonContext.Default.GapRecord);

    /// <summary>The record as an event for <see cref="IDurableLog.AppendEvent"/>.</summary>
    public static LogEvent ToEvent(GapRecord gap) => new(LogEntryKind.Gap, JsonSerializer.Serialize(gap, LogJsonContext.Default.GapRecord));

    /// <summary>Null when the payload is not a gap record.</summary>
    public static GapRecord? Decode(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, LogJsonContext.Default.GapRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
