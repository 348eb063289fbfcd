using System.Globalization;
using System.Text;

namespace Gateway.Storage.InfluxDb.Tests.Fakes;

public sealed record ParsedLine(string Measurement, IReadOnlyDictionary<string, string> Tags, IReadOnlyDictionary<string, object> Fields, long Time);

/// <summary>
/// Line protocol read the obvious way, from the reference's grammar and not from the writer: cut at separators without a backslash
/// before them, then take the backslashes out.
/// </summary>
public static class SlowParser
{
    public static ParsedLine Parse(string line)
    {
        var head = Cut(line, ' ', quotes: false)[0];
        var rest = Cut(line[Math.Min(line.Length, head.Length + 1)..], ' ', quotes: true);
        if (rest.Count != 2)
        {
            throw new FormatException($"{rest.Count} parts after the series instead of 2");
        }

        var series = Cut(head, ',', quotes: false);
        var tags = series.Skip(1).Select(t => Pair(t, quotes: false)).ToDictionary(p => p.Key, p => Plain(p.Value));
        var fields = Cut(rest[0], ',', quotes: true).Select(f => Pair(f, quotes: true)).ToDictionary(p => p.Key, p => Value(p.Value));
        return new ParsedLine(Plain(series[0]), tags, fields, long.Parse(rest[1], NumberStyles.AllowLeadingSign));
    }

    private static (string Key, string Value) Pair(string text, bool quotes)
    {
        var sides = Cut(text, '=', quotes);
        return sides.Count == 2 && sides[0].Length > 0 && sides[1].Length > 0
            ? (Plain(sides[0]), sides[1])
            : throw new FormatException($"not key=value: {text}");
    }

    private static object Value(string text) => text switch
    {
        ['"', .., '"'] when text.Length > 1 => Unquote(text[1..^1]),
        [.., 'i'] => long.Parse(text[..^1], NumberStyles.AllowLeadingSign),
        _ => double.Parse(text, NumberStyles.Float),
    };

    private static List<string> Cut(string text, char separator, bool quotes)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                part.Append(text[i]).Append(text[++i]);
                continue;
            }

            inside ^= quotes && text[i] == '"';
            if (text[i] == separator && !inside)
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }

            part.Append(text[i]);
        }

        parts.Add(part.ToString());
        return parts;
    }

    private static string Plain(string text) =>
        text.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\ ", " ", StringComparison.Ordinal).Replace("\\=", "=", StringComparison.Ordinal);

    private static string Unquote(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            i += text[i] == '\\' && i + 1 < text.Length ? 1 : 0;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
