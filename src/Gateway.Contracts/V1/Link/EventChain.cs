using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// The hash chain over the events of one gateway: each hash is SHA-256 over the hash before (32 bytes), sequence and UTC ticks (8 bytes little endian
/// each), then kind and body as 4-byte little endian length and UTF-8. Both ends compute it the same way. Stateless; any thread.
/// </summary>
public static class EventChain
{
    /// <summary>What stands before the first event of a log: 32 zero bytes.</summary>
    public static string Genesis { get; } = new('0', 2 * SHA256.HashSizeInBytes);

    /// <param name="before">Chain of the event before, 64 hex digits.</param>
    /// <param name="body">As it stands in the message: its text counts, character by character.</param>
    /// <returns>64 lower case hex digits.</returns>
    /// <exception cref="FormatException"><paramref name="before"/> is no hash.</exception>
    public static string Next(string before, long sequence, DateTimeOffset time, string kind, JsonElement body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var previous = Convert.FromHexString(before);
        if (previous.Length != SHA256.HashSizeInBytes)
        {
            throw new FormatException("A chain hash has 64 hex digits.");
        }

        hash.AppendData(previous);
        Append(hash, sequence);
        Append(hash, time.UtcTicks);
        Append(hash, kind);
        Append(hash, body.GetRawText());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc cref="Next(string, long, DateTimeOffset, string, JsonElement)"/>
    public static string Next(string before, EventMessage message) => Next(before, message.Sequence, message.Time, message.Kind, message.Body);

    /// <summary>True when the text can be a chain hash: 64 lower case hex digits.</summary>
    public static bool IsHash(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);

    /// <summary>True when the message follows the one with this chain.</summary>
    public static bool Follows(string before, EventMessage message) =>
        string.Equals(Next(before, message), message.Chain, StringComparison.Ordinal);

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
