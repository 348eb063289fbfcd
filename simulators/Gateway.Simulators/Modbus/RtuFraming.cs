using Gateway.Simulators.Encoding;

namespace Gateway.Simulators.Modbus;

/// <summary>
/// Unit, PDU, CRC. The length of a request follows from its function; bytes that give no valid checksum are thrown away one
/// by one until a request fits, as there is no silence between frames to rely on.
/// </summary>
public sealed class RtuFraming : IFraming
{
    public int Overhead => 3;

    public bool HasTransactionId => false;

    public int PduOffset => 1;

    public bool TryTake(ReadOnlySpan<byte> bytes, out RequestFrame frame, out int skip)
    {
        frame = default;
        for (skip = 0; skip < bytes.Length; skip++)
        {
            var rest = bytes[skip..];
            var length = RequestLength(rest);
            if (length > rest.Length)
            {
                return false;
            }

            if (length > 0 && Crc16.Holds(rest[..length]))
            {
                frame = new RequestFrame(0, rest[0], 1, length - 3, length);
                return true;
            }
        }

        return false;
    }

    public int Wrap(ushort transactionId, byte unit, int pduLength, Span<byte> destination)
    {
        destination[0] = unit;
        return Crc16.Append(destination, 1 + pduLength);
    }

    /// <summary>0 for something that is no request; more than there is when it cannot be told yet.</summary>
    private static int RequestLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return 8;
        }

        return bytes[1] switch
        {
            >= 1 and <= 6 => 8,
            15 or 16 => bytes.Length < 7 ? 9 : 9 + bytes[6],
            _ => 0,
        };
    }
}
