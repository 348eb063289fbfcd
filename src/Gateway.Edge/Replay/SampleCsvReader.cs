using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Replay;

/// <summary>
/// Reads samples from a CSV file in UTF-8: <c>time,point,value[,quality][,flags][,received]</c>. Every bad line is told with its number (the first twenty in full); a
/// file with a bad line is refused as a whole. Own code and not the CSV library: it must read a million lines a second beside the judging.
/// </summary>
internal sealed class SampleCsvReader(Utf8Names points, string fileName, ConfigurationErrors errors)
{
    private const int BlockSize = 1 << 20;
    private const int MostTold = 20;
    private readonly Dictionary<string, Quality> _qualities = Enum.GetValues<Quality>()
        .ToDictionary(quality => quality.ToString(), quality => quality, StringComparer.OrdinalIgnoreCase);

    private SampleColumns? _columns;
    private long _line;
    private long _bad;

    /// <summary>Lines that held a sample.</summary>
    public long Samples { get; private set; }

    /// <summary>Calls <paramref name="take"/> for each sample in the order of the file.</summary>
    public void Read(Stream stream, Action<ReplaySample> take)
    {
        var buffer = new byte[BlockSize];
        var kept = 0;
        while (stream.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            var text = buffer.AsSpan(0, kept + read);
            var used = Lines(text, take);
            kept = text.Length - used;
            if (kept == buffer.Length)
            {
                Tell("…", "一行至多 1 MiB", "a line of at most 1 MiB");
                return;
            }

            text[used..].CopyTo(buffer);
        }

        if (kept > 0)
        {
            Line(buffer.AsSpan(0, kept), take);
        }

        Finish();
    }

    private int Lines(ReadOnlySpan<byte> text, Action<ReplaySample> take)
    {
        var used = 0;
        while (text[used..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            Line(text.Slice(used, end), take);
            used += end + 1;
        }

        return used;
    }

    private void Line(ReadOnlySpan<byte> line, Action<ReplaySample> take)
    {
        _line++;
        line = _line == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        line = line.TrimEnd((byte)'\r');
        if (line.IsEmpty)
        {
            return;
        }

        Span<Range> fields = stackalloc Range[SampleColumns.Most + 1];
        var count = Split(line, fields);
        if (_columns is null)
        {
            if (SampleColumns.IsHeader(line[fields[0]]))
            {
                _columns = SampleColumns.Of(line, fileName, errors) ?? SampleColumns.Default(count);
                return;
            }

            _columns = SampleColumns.Default(count);
        }

        if (TrySample(line, fields, count, out var sample))
        {
            Samples++;
            take(sample);
        }
    }

    private bool TrySample(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, int count, out ReplaySample sample)
    {
        sample = default;
        var columns = _columns!;
        if (count != columns.Count)
        {
            return Tell(Text(line), $"{columns.Count} 列", $"{columns.Count} columns");
        }

        if (!IsoTime.TryParse(line[fields[columns.Time]], out var time))
        {
            return Tell(Text(line[fields[columns.Time]]), "ISO 8601 UTC 时间，如 2026-01-31T08:00:00Z", "an ISO 8601 UTC time such as 2026-01-31T08:00:00Z");
        }

        var name = Unquoted(line[fields[columns.Point]]);
        if (points.Find(name) is not (>= 0 and var point))
        {
            return Tell(Text(name), "配置中的测点编号", "the id of a point of the configuration");
        }

        if (!TryValue(line[fields[columns.Value]], out var value))
        {
            return Tell(Text(line[fields[columns.Value]]), "一个数值，或空（无值）", "a number, or nothing for no value");
        }

        return TryQuality(line, fields, columns, value, out var quality)
            && TryFlags(line, fields, columns, out var flags)
            && TryReceived(line, fields, columns, time, out var received)
            && Made(out sample, new ReplaySample(new Reading(point, value, time, quality, flags), received));
    }

    private static bool Made(out ReplaySample sample, in ReplaySample made)
    {
        sample = made;
        return true;
    }

    private static bool TryValue(ReadOnlySpan<byte> field, out double value)
    {
        value = double.NaN;
        return field.IsEmpty || field.SequenceEqual("NaN"u8) || (Utf8Parser.TryParse(field, out value, out var used) && used == field.Length && double.IsFinite(value));
    }

    private bool TryQuality(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, SampleColumns columns, double value, out Quality quality)
    {
        quality = double.IsNaN(value) ? Quality.Bad : Quality.Good;
        if (columns.Quality < 0 || line[fields[columns.Quality]] is not { IsEmpty: false } field || field.SequenceEqual("good"u8))
        {
            return true;
        }

        if (Utf8Parser.TryParse(field, out byte code, out var used) && used == field.Length)
        {
            quality = (Quality)code;
            return true;
        }

        return _qualities.TryGetValue(Text(field), out quality)
            || Tell(Text(field), "good、uncertain、bad 等质量名，或 0 至 255", "the name of a quality (good, uncertain, bad ...), or 0 to 255");
    }

    private bool TryFlags(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, SampleColumns columns, out DetectorFlags flags)
    {
        flags = DetectorFlags.None;
        if (columns.Flags < 0 || line[fields[columns.Flags]] is not { IsEmpty: false } field)
        {
            return true;
        }

        if (Utf8Parser.TryParse(field, out byte bits, out var used) && used == field.Length)
        {
            flags = (DetectorFlags)bits;
            return true;
        }

        return Tell(Text(field), "0 至 255", "0 to 255");
    }

    private bool TryReceived(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, SampleColumns columns, long time, out long received)
    {
        received = time;
        return columns.Received < 0 || line[fields[columns.Received]].IsEmpty || IsoTime.TryParse(line[fields[columns.Received]], out received)
            || Tell(Text(line[fields[columns.Received]]), "ISO 8601 UTC 时间", "an ISO 8601 UTC time");
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var (count, start) = (0, 0);
        while (count < fields.Length)
        {
            var comma = line[start..].IndexOf((byte)',');
            var end = comma < 0 ? line.Length : start + comma;
            fields[count++] = start..end;
            if (comma < 0)
            {
                break;
            }

            start = end + 1;
        }

        return count;
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> field) =>
        field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private bool Tell(string found, string zh, string en)
    {
        if (++_bad <= MostTold)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{fileName}: {_line}"), found, zh, en);
        }

        return false;
    }

    private void Finish()
    {
        if (_bad > MostTold)
        {
            var more = (_bad - MostTold).ToString(CultureInfo.InvariantCulture);
            errors.Add(fileName, more, "另有这么多行有误", "so many more bad lines");
        }
    }
}
