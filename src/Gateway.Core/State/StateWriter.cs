using System.Buffers.Binary;

namespace Gateway.Core.State;

/// <summary>Writes judging state as bytes: little endian, no names, read back in the same order by <see cref="StateReader"/>.</summary>
/// <param name="capacity">Bytes to begin with, above 0; grows by doubling.</param>
public sealed class StateWriter(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];
    private int _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>The same without a copy; the writer must not be used any more.</summary>
    public ReadOnlyMemory<byte> Detached => _bytes.AsMemory(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Writes over what stands at a place that was written before.</summary>
    public void Patch(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at, sizeof(int)), value);

    /// <inheritdoc cref="Patch(int, int)"/>
    public void Patch(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at, sizeof(long)), value);

    public void Write(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    public void Write(byte value) => Take(1)[0] = value;

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    public void Write(string value)
    {
        var length = System.Text.Encoding.UTF8.GetByteCount(value);
        Write(length);
        System.Text.Encoding.UTF8.GetBytes(value, Take(length));
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void Write(ReadOnlySpan<double> values)
    {
        Write(values.Length);
        foreach (var value in values)
        {
            Write(value);
        }
    }

    public void Write(ReadOnlySpan<long> values)
    {
        Write(values.Length);
        foreach (var value in values)
        {
            Write(value);
        }
    }

    private Span<byte> Take(int length)
    {
        if (_count + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + length));
        }

        var span = _bytes.AsSpan(_count, length);
        _count += length;
        return span;
    }
}
