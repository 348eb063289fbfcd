using System.Buffers.Binary;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Databases;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// The checksum of an entry: over its payload and over what stands beside it, since a kind or a time that changed is as wrong as a value. Entries of releases that
/// summed the payload alone are taken by that; a sum of the one form never fits the other.
/// </summary>
internal static class EntryCheck
{
    public static long Of(long sequence, long time, LogEntryKind kind, long readings, ReadOnlySpan<byte> payload) =>
        Checksum.Of(payload) ^ Head(sequence, time, (byte)kind, readings);

    /// <param name="kind">As it is stored, also one that there is not.</param>
    public static bool Fits(long stored, long sequence, long time, long kind, long readings, ReadOnlySpan<byte> payload)
    {
        var sum = Checksum.Of(payload);
        return !payload.IsEmpty && ((uint)stored == sum || (kind is > 0 and <= byte.MaxValue && (uint)stored == (sum ^ Head(sequence, time, (byte)kind, readings))));
    }

    private static uint Head(long sequence, long time, byte kind, long readings)
    {
        Span<byte> head = stackalloc byte[(3 * sizeof(long)) + 1];
        BinaryPrimitives.WriteInt64LittleEndian(head, sequence);
        BinaryPrimitives.WriteInt64LittleEndian(head[sizeof(long)..], time);
        BinaryPrimitives.WriteInt64LittleEndian(head[(2 * sizeof(long))..], readings);
        head[^1] = kind;
        // Never 0, for then the two forms would be one.
        return Math.Max(1, Checksum.Of(head));
    }
}
