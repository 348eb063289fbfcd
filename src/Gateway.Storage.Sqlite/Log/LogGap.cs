using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>Why entries are missing.</summary>
public enum GapReason
{
    /// <summary>The log reached its size and let go of the oldest readings.</summary>
    Size = 0,

    /// <summary>They grew older than the log keeps.</summary>
    Age = 1,

    /// <summary>The disk or the file was full.</summary>
    DiskFull = 2,

    /// <summary>The file was damaged; these could not be read again.</summary>
    Damage = 3,
}

/// <summary>The payload of a gap entry written by the log: what some reader will never see.</summary>
/// <param name="From">First missing sequence, included.</param>
/// <param name="To">Last sequence of the range, included. Entries inside it that were no readings may still be there.</param>
/// <param name="Entries">Missing entries; -1 when nobody can tell.</param>
/// <param name="Readings">Missing readings; -1 when nobody can tell.</param>
/// <param name="FromTime">When the first was committed, UTC ticks; 0 when unknown.</param>
/// <param name="ToTime">When the last was committed, UTC ticks; 0 when unknown.</param>
/// <param name="Readers">The readers that had not read all of it.</param>
public sealed record LogGap(
    long From, long To, long Entries, long Readings, long FromTime, long ToTime, GapReason Reason, IReadOnlyList<string> Readers)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, GapJson.Default.LogGap);

    /// <summary>Null when the payload is not a gap record of this log.</summary>
    public static LogGap? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, GapJson.Default.LogGap);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LogGap))]
internal sealed partial class GapJson : JsonSerializerContext;
