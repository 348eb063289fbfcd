using System.Buffers.Text;
using System.Text.Unicode;

namespace Gateway.Storage.InfluxDb.LineProtocol;

/// <summary>
/// Reads a line as a server would, before it is sent: VictoriaMetrics answers 204 to a line it cannot read, so nobody else would
/// tell. Accepts what the writer makes: a time stamp is required, and unsigned integers and booleans are refused because
/// no field of ours has such a type.
/// </summary>
public static class LineProtocolChecker
{
    /// <summary>InfluxDB's limit for one line is its read buffer, 64 KiB.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>Null when the line is right; otherwise what is wrong with it.</summary>
    /// <param name="line">Without the line feed.</param>
    public static string? FindFault(ReadOnlySpan<byte> line)
    {
        if (line.Length is 0 or >= MaxLineBytes)
        {
            return line.Length == 0 ? "the line is empty" : "the line is longer than 64 KiB";
        }

        if (line.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
        {
            return "the line holds a control character";
        }

        if (!Utf8.IsValid(line))
        {
            return "the line is not valid UTF-8";
        }

        var at = 0;
        return line[0] == '#' ? "the line would be a comment" : CheckSeries(line, ref at) ?? CheckFields(line, ref at) ?? CheckTime(line[at..]);
    }

    private static string? CheckSeries(ReadOnlySpan<byte> line, ref int at)
    {
        at = EndOfName(line, 0, stopAtEquals: false);
        if (at == 0)
        {
            return "the measurement is missing";
        }

        var keys = new KeySet(line, stackalloc Range[KeySet.Most]);
        while (at < line.Length && line[at] == ',')
        {
            var key = at + 1;
            at = EndOfName(line, key, stopAtEquals: true);
            if (at == key || at >= line.Length || line[at] != '=')
            {
                return "a tag has no key or no value";
            }

            if (!keys.TryAdd(key..at))
            {
                return "a tag stands twice, or there are more than 32";
            }

            var value = at + 1;
            at = EndOfName(line, value, stopAtEquals: true);
            if (at == value)
            {
                return "a tag has an empty value";
            }
        }

        return at < line.Length && line[at++] == ' ' ? null : "the fields are missing";
    }

    private static string? CheckFields(ReadOnlySpan<byte> line, ref int at)
    {
        var keys = new KeySet(line, stackalloc Range[KeySet.Most]);
        while (true)
        {
            var key = at;
            at = EndOfName(line, key, stopAtEquals: true);
            if (at == key || at >= line.Length || line[at] != '=' || line[key..at].Contains((byte)'"'))
            {
                return "a field has no key or no value";
            }

            if (!keys.TryAdd(key..at))
            {
                return "a field stands twice, or there are more than 32";
            }

            var value = ++at;
            at = at < line.Length && line[at] == '"' ? EndOfString(line, at) : EndOfName(line, at, stopAtEquals: true);
            if (at < 0 || !IsValue(line[value..at]))
            {
                return "a field value is neither float, integer nor string";
            }

            if (at < line.Length && line[at] == ',')
            {
                at++;
                continue;
            }

            return at < line.Length && line[at++] == ' ' ? null : "the time is missing";
        }
    }

    private static string? CheckTime(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long time, out var used) && used == text.Length
            // InfluxDB keeps the outermost nanoseconds for itself (models.MinNanoTime and MaxNanoTime).
            && time is > long.MinValue + 1 and < long.MaxValue
            ? null
            : "the time is not in nanoseconds between 1677 and 2262";

    private static bool IsValue(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] == '"')
        {
            return value.Length > 1;
        }

        if (value[^1] == 'i')
        {
            return Utf8Parser.TryParse(value[..^1], out long _, out var digits) && digits == value.Length - 1;
        }

        return (char.IsAsciiDigit((char)value[0]) || value[0] == '-')
            && Utf8Parser.TryParse(value, out double number, out var used) && used == value.Length && double.IsFinite(number);
    }

    /// <summary>Index of the first separator that no backslash stands before.</summary>
    private static int EndOfName(ReadOnlySpan<byte> line, int at, bool stopAtEquals)
    {
        for (; at < line.Length; at++)
        {
            var b = line[at];
            if (b == '\\')
            {
                at++;
            }
            else if (b is (byte)',' or (byte)' ' || (stopAtEquals && b == '='))
            {
                return at;
            }
        }

        return line.Length;
    }

    /// <summary>Index after the closing quote; -1 when there is none.</summary>
    private static int EndOfString(ReadOnlySpan<byte> line, int at)
    {
        for (at++; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] == '"')
            {
                return at + 1;
            }
        }

        return -1;
    }
}
