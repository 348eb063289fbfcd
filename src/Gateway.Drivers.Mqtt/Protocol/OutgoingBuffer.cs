using System.Buffers.Binary;
using System.Text;

namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>A growing buffer of packets to send. Not thread-safe.</summary>
public sealed class OutgoingBuffer
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Room for more bytes, already counted as written.</summary>
    public Span<byte> Take(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>UTF-8 with two length bytes.</summary>
    public void Text(string value)
    {
        var count = Encoding.UTF8.GetByteCount(value);
        UInt16(checked((ushort)count));
        Encoding.UTF8.GetBytes(value, Take(count));
    }

    public void Variable(int value)
    {
        Span<byte> coded = stackalloc byte[4];
        Bytes(coded[..VariableInteger.Write(coded, value)]);
    }
}
