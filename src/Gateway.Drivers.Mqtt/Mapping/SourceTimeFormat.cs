using System.Globalization;
using System.Text;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Reads source times in the format one source writes them. Gives UTC ticks; allocates nothing.</summary>
internal sealed class SourceTimeFormat(string format, int offsetMinutes)
{
    private const int LongestText = 64;

    private readonly TimeSpan _offset = TimeSpan.FromMinutes(offsetMinutes);

    /// <summary>Ticks of 100 ns a unit for numbers; 0 for text.</summary>
    private readonly double _ticksPerUnit = format switch
    {
        "unixS" => TimeSpan.TicksPerSecond,
        "unixMs" => TimeSpan.TicksPerMillisecond,
        "unixUs" => TimeSpan.TicksPerMicrosecond,
        "unixNs" => 0.01,
        _ => 0,
    };

    /// <summary>False for a format that no time could be read with.</summary>
    public static bool IsValid(string format)
    {
        if (format is "unixS" or "unixMs" or "unixUs" or "unixNs" or "iso8601")
        {
            return true;
        }

        try
        {
            var sample = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).ToString(format, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(sample, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back)
                && back.Year == 2001 && back.Day == 3;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public bool TryRead(ReadOnlySpan<byte> text, out long utcTicks)
    {
        utcTicks = 0;
        if (_ticksPerUnit > 0)
        {
            return Numbers.TryRead(text, out var count) && TryFromUnix(count, out utcTicks);
        }

        Span<char> chars = stackalloc char[LongestText];
        if (text.Length > LongestText || !Encoding.UTF8.TryGetChars(text, chars, out var length))
        {
            return false;
        }

        var found = format == "iso8601" ? TryIso(chars[..length], out utcTicks) : TryExact(chars[..length], out utcTicks);
        return found && utcTicks > 0 && utcTicks <= DateTime.MaxValue.Ticks;
    }

    private bool TryFromUnix(double count, out long utcTicks)
    {
        var ticks = count * _ticksPerUnit;
        utcTicks = 0;
        if (!(ticks > -DateTime.UnixEpoch.Ticks && ticks < DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks))
        {
            return false;
        }

        utcTicks = DateTime.UnixEpoch.Ticks + (long)ticks;
        return true;
    }

    private bool TryIso(ReadOnlySpan<char> text, out long utcTicks)
    {
        utcTicks = 0;
        if (text.Length < 16 || text[4] != '-'
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return false;
        }

        var hasZone = text[11..].IndexOfAny("Zz+-") >= 0;
        utcTicks = time.UtcTicks - (hasZone ? 0 : _offset.Ticks);
        return true;
    }

    private bool TryExact(ReadOnlySpan<char> text, out long utcTicks)
    {
        var found = DateTime.TryParseExact(
            text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        utcTicks = time.Ticks - _offset.Ticks;
        return found;
    }
}
