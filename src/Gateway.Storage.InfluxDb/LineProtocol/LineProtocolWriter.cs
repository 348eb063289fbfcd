using System.Buffers.Text;
using System.Text;
using Gateway.Core.Measurements;

namespace Gateway.Storage.InfluxDb.LineProtocol;

/// <summary>
/// Lines of InfluxDB line protocol in one reused buffer. Field types are fixed: <c>value</c> float, <c>quality</c> and
/// <c>flags</c> integer, <c>text</c> string; NaN and infinity are never written, such a reading has its quality only.
/// Nothing is allocated once the buffer has grown. One thread.
/// </summary>
public sealed class LineProtocolWriter
{
    private const int MostFixedBytes = 96;

    private static readonly byte[][] s_qualities =
        [.. Enumerable.Range(0, 256).Select(q => Encoding.ASCII.GetBytes($"quality={q}i"))];

    private static readonly byte[][] s_flags =
        [.. Enumerable.Range(0, 256).Select(f => f == 0 ? [] : Encoding.ASCII.GetBytes($",flags={f}i"))];

    private byte[] _buffer;
    private int[] _ends;
    private int _length;

    /// <param name="capacity">Bytes to begin with; grows by doubling.</param>
    public LineProtocolWriter(int capacity = 64 * 1024)
    {
        _buffer = new byte[capacity];
        _ends = new int[256];
    }

    /// <summary>Lines written since <see cref="Clear"/>.</summary>
    public int Lines { get; private set; }

    /// <summary>Bytes written since <see cref="Clear"/>.</summary>
    public int Length => _length;

    /// <summary>Everything written, each line ended by a line feed.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear()
    {
        _length = 0;
        Lines = 0;
    }

    /// <summary>Lines [from, to) with their line feeds.</summary>
    public ReadOnlyMemory<byte> Range(int from, int to)
    {
        var start = StartOf(from);
        return _buffer.AsMemory(start, StartOf(to) - start);
    }

    /// <summary>One line without its line feed.</summary>
    public ReadOnlySpan<byte> Line(int index)
    {
        var start = StartOf(index);
        return _buffer.AsSpan(start, _ends[index] - 1 - start);
    }

    /// <summary>Takes the last line back.</summary>
    public void RemoveLast() => _length = StartOf(--Lines);

    /// <param name="series">Escaped measurement and tags, from <see cref="SeriesPrefixes"/>.</param>
    /// <param name="ticks">UTC <see cref="DateTime"/> ticks; written in nanoseconds since 1970.</param>
    /// <param name="text">Value of a text point; null for a number.</param>
    public void Write(ReadOnlySpan<byte> series, double value, Quality quality, DetectorFlags flags, long ticks, string? text = null)
    {
        var room = series.Length + MostFixedBytes + (text is null ? 0 : Escaping.MaxStringBytes(text) + 16);
        var line = Room(room);
        series.CopyTo(line);
        var at = series.Length;
        line[at++] = (byte)' ';
        if (double.IsFinite(value))
        {
            "value="u8.CopyTo(line[at..]);
            at += 6;
            at += FloatFormat.Write(line[at..], value);
            line[at++] = (byte)',';
        }

        at += Copy(s_qualities[(byte)quality], line[at..]);
        at += Copy(s_flags[(byte)flags], line[at..]);
        if (text is not null)
        {
            at += Copy(",text="u8, line[at..]);
            at += Escaping.WriteString(line[at..], text);
        }

        line[at++] = (byte)' ';
        Utf8Formatter.TryFormat(UnixNanoseconds(ticks), line[at..], out var digits);
        at += digits;
        line[at++] = (byte)'\n';
        EndLine(at);
    }

    /// <summary>Appends a ready-made line (no line feed); for lines that come from elsewhere.</summary>
    public void WriteRaw(ReadOnlySpan<byte> line)
    {
        var room = Room(line.Length + 1);
        line.CopyTo(room);
        room[line.Length] = (byte)'\n';
        EndLine(line.Length + 1);
    }

    /// <summary>Nanoseconds since 1970 as InfluxDB keeps them; times outside of 1677 to 2262 saturate and fail the check.</summary>
    internal static long UnixNanoseconds(long ticks)
    {
        var sinceEpoch = ticks - DateTime.UnixEpoch.Ticks;
        return sinceEpoch switch
        {
            > long.MaxValue / 100 => long.MaxValue,
            < long.MinValue / 100 => long.MinValue,
            _ => sinceEpoch * 100,
        };
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        return source.Length;
    }

    private int StartOf(int line) => line == 0 ? 0 : _ends[line - 1];

    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        return _buffer.AsSpan(_length);
    }

    private void EndLine(int bytes)
    {
        if (Lines == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        _length += bytes;
        _ends[Lines++] = _length;
    }
}
