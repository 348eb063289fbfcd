using System.Numerics;
using System.Runtime.InteropServices;

namespace Gateway.Storage.Sqlite.Databases;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4) of a payload: SQLite itself does not notice a flipped bit inside a blob.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var single in payload[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, single);
        }

        return ~crc;
    }
}
