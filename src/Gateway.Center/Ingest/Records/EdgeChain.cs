using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Records;

/// <summary>
/// The hash chain of a gateway's alarm ledger: SHA-256 over the hash before (32 bytes; zeros at the beginning), sequence and UTC ticks (8 bytes each, little
/// endian), kind and body text (each 4 bytes little endian length and UTF-8).
/// </summary>
internal static class EdgeChain
{
    public static string Beginning { get; } = new('0', SHA256.HashSizeInBytes * 2);

    /// <summary>What the chain of an event must be, lower case hex.</summary>
    /// <param name="before">Chain of the event before it.</param>
    public static string Next(string before, EventMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(before));
        Append(hash, message.Sequence);
        Append(hash, message.Time.UtcTicks);
        Append(hash, message.Kind);
        Append(hash, message.Body.GetRawText());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static bool IsHash(string text) => text.Length == SHA256.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigitLower);

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
