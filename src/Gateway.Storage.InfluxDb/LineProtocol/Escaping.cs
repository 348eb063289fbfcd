using System.Buffers;
using System.Text;

namespace Gateway.Storage.InfluxDb.LineProtocol;

/// <summary>
/// Escaping of InfluxDB line protocol ("InfluxDB line protocol reference", special characters): comma and space in a
/// measurement, comma, equals sign and space in tag keys, tag values and field keys, quote and backslash in a string field.
/// </summary>
/// <remarks>
/// The protocol has no escape for a backslash outside of strings (before a comma it would swallow the separator) and servers
/// disagree about line breaks, so both become an underscore in names and line breaks become a space in strings.
/// </remarks>
internal static class Escaping
{
    private const byte Substitute = (byte)'_';

    public static bool CannotBeWritten(char c) => c == '\\' || char.IsControl(c);

    public static void AppendMeasurement(ArrayBufferWriter<byte> output, string name) => AppendName(output, name, escapeEquals: false);

    /// <summary>A tag key, tag value or field key.</summary>
    public static void AppendTag(ArrayBufferWriter<byte> output, string text) => AppendName(output, text, escapeEquals: true);

    /// <summary>The largest number of bytes <see cref="WriteString"/> can need.</summary>
    public static int MaxStringBytes(string text) => 2 + (text.Length * 3 * 2);

    /// <summary>A string field with its quotes; returns the bytes written.</summary>
    public static int WriteString(Span<byte> output, string text)
    {
        // Encoded at the far end first, then moved forward with the escapes put in: no buffer of its own.
        var raw = output[^Encoding.UTF8.GetMaxByteCount(text.Length)..];
        raw = raw[..Encoding.UTF8.GetBytes(text, raw)];
        var at = 0;
        output[at++] = (byte)'"';
        foreach (var b in raw)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                output[at++] = (byte)'\\';
            }

            output[at++] = b < 0x20 ? (byte)' ' : b;
        }

        output[at++] = (byte)'"';
        return at;
    }

    private static void AppendName(ArrayBufferWriter<byte> output, string text, bool escapeEquals)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is (byte)',' or (byte)' ' || (escapeEquals && b == '='))
            {
                output.Write("\\"u8);
            }

            output.GetSpan(1)[0] = b is (byte)'\\' or < 0x20 or 0x7F ? Substitute : b;
            output.Advance(1);
        }
    }
}
