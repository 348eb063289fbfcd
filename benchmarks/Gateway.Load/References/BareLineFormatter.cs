using System.Buffers.Text;

namespace Gateway.Load.References;

/// <summary>Formats a line with 4 tags and 2 fields straight into a reused buffer, without cache, check or care for what is in it.</summary>
internal static class BareLineFormatter
{
    public static int Write(Span<byte> line, ReadOnlySpan<byte> device, ReadOnlySpan<byte> point, double value, int quality, long nanoseconds)
    {
        var at = Copy("reading,device="u8, line);
        at += Copy(device, line[at..]);
        at += Copy(",family=gas,point="u8, line[at..]);
        at += Copy(point, line[at..]);
        at += Copy(",quantity=lel value="u8, line[at..]);
        Utf8Formatter.TryFormat(value, line[at..], out var written);
        at += written;
        at += Copy(",quality="u8, line[at..]);
        Utf8Formatter.TryFormat(quality, line[at..], out written);
        at += written;
        at += Copy("i "u8, line[at..]);
        Utf8Formatter.TryFormat(nanoseconds, line[at..], out written);
        at += written;
        line[at] = (byte)'\n';
        return at + 1;
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        return source.Length;
    }
}
