using System.Buffers.Binary;

namespace Gateway.Core.State;

/// <summary>Reads what <see cref="StateWriter"/> wrote. Never reads past the end, whatever the bytes say.</summary>
public ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public bool ReadBoolean() => Take(1)[0] != 0;

    public byte ReadByte() => Take(1)[0];

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public string ReadString() => System.Text.Encoding.UTF8.GetString(ReadBytes());

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadInt32());

    /// <summary>Into an array of the length that was written.</summary>
    /// <exception cref="InvalidDataException">Another length was written.</exception>
    public void ReadDoubles(Span<double> into)
    {
        Expect(into.Length);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = ReadDouble();
        }
    }

    /// <inheritdoc cref="ReadDoubles"/>
    public void ReadInt64s(Span<long> into)
    {
        Expect(into.Length);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = ReadInt64();
        }
    }

    private void Expect(int length)
    {
        if (ReadInt32() is var written && written != length)
        {
            throw new InvalidDataException($"The state holds {written} values where {length} are expected.");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw new InvalidDataException("The state ends early.");
        }

        var span = _rest[..length];
        _rest = _rest[length..];
        return span;
    }
}
