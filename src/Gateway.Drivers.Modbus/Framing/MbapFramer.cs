using System.Buffers.Binary;

namespace Gateway.Drivers.Modbus.Framing;

/// <summary>
/// MBAP framing (Modbus messaging on TCP/IP V1.0b, 3.1.3): transaction, protocol 0, length, unit. A head that cannot be a header
/// is skipped byte by byte until one can be, so noise on a serial server's line costs requests but never shifts the stream.
/// </summary>
internal sealed class MbapFramer : IFramer
{
    public const int HeaderLength = 7;
    private const int LongestLength = 254;

    public bool HasTransactions => true;

    public int Write(in ModbusRequest request, ushort transaction, Span<byte> to)
    {
        var pdu = request.WritePdu(to[HeaderLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(to, transaction);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)(pdu + 1));
        to[6] = request.Unit;
        return HeaderLength + pdu;
    }

    public ReplyMatch Match(ReadOnlySpan<byte> received, ModbusRequest? pending)
    {
        if (received.Length < HeaderLength + 1)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(received[4..]);
        if (!IsHeader(received))
        {
            return new(MatchKind.Skip, SkipToHeader(received));
        }

        if (received.Length >= 6 + length && IsCutOff(received, 6 + length))
        {
            return new(MatchKind.Skip, SkipToHeader(received));
        }

        return received.Length < 6 + length
            ? default
            : new(MatchKind.Frame, 6 + length, HeaderLength, length - 1, BinaryPrimitives.ReadUInt16BigEndian(received), received[6]);
    }

    /// <summary>
    /// A reply shorter than it says takes its missing end from the next one: behind it no header follows, while one stands inside of it. Bytes of
    /// another reply would be its values.
    /// </summary>
    private static bool IsCutOff(ReadOnlySpan<byte> received, int end) =>
        CannotBeHeader(received[end..]) && SkipToHeader(received) < end;

    /// <summary>Tells it from as few bytes as are there.</summary>
    private static bool CannotBeHeader(ReadOnlySpan<byte> bytes) => bytes.Length > HeaderLength
        ? !IsHeader(bytes)
        : bytes[Math.Min(2, bytes.Length)..Math.Min(5, bytes.Length)].ContainsAnyExcept((byte)0);

    private static bool IsHeader(ReadOnlySpan<byte> bytes)
    {
        var length = bytes[4] << 8 | bytes[5];
        var function = bytes[7] & 0x7F;
        return bytes[2] == 0 && bytes[3] == 0 && length is >= 3 and <= LongestLength && function is (>= 1 and <= 6) or 15 or 16;
    }

    private static int SkipToHeader(ReadOnlySpan<byte> received)
    {
        var at = 1;
        while (at + HeaderLength < received.Length && !IsHeader(received[at..]))
        {
            at++;
        }

        return at;
    }
}
