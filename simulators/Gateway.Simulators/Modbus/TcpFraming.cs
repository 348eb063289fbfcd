using System.Buffers.Binary;

namespace Gateway.Simulators.Modbus;

/// <summary>MBAP header: transaction id, protocol 0, length, unit (Modbus messaging on TCP/IP V1.0b, 3.1.3).</summary>
public sealed class TcpFraming : IFraming
{
    public int Overhead => 7;

    public bool HasTransactionId => true;

    public int PduOffset => 7;

    public bool TryTake(ReadOnlySpan<byte> bytes, out RequestFrame frame, out int skip)
    {
        (frame, skip) = (default, 0);
        if (bytes.Length < 8)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) != 0 || length is < 2 or > 254)
        {
            skip = bytes.Length;
            return false;
        }

        frame = new RequestFrame(BinaryPrimitives.ReadUInt16BigEndian(bytes), bytes[6], 7, length - 1, 6 + length);
        return bytes.Length >= frame.Length;
    }

    public int Wrap(ushort transactionId, byte unit, int pduLength, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, transactionId);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], (ushort)(pduLength + 1));
        destination[6] = unit;
        return 7 + pduLength;
    }
}
