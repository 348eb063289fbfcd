using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Writes the primitives of the history's blobs, little endian, varints as LEB128 with zigzag for signed numbers.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Unsigned(ulong value)
    {
        var span = _buffer.GetSpan(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[at++] = (byte)(value | 0x80);
        }

        span[at++] = (byte)value;
        _buffer.Advance(at);
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Unsigned((ulong)bytes);
        _buffer.Advance(Encoding.UTF8.GetBytes(text, _buffer.GetSpan(bytes)));
    }
}

/// <summary>Reads them back. Throws <see cref="InvalidDataException"/> past the end; blobs are checked by checksum before.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public byte Byte() => Take(1)[0];

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number in the blob is longer than 64 bits.");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Count(int most)
    {
        var value = Unsigned();
        return value <= (ulong)most ? (int)value : throw new InvalidDataException("A count in the blob is out of range.");
    }

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take(Count(_rest.Length)));

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _rest.Length)
        {
            throw new InvalidDataException("The blob ends too early.");
        }

        var taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
