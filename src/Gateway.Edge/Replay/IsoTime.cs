using System.Runtime.CompilerServices;

namespace Gateway.Edge.Replay;

/// <summary>
/// ISO 8601 instants in UTF-8: <c>2026-01-31T08:00:00[.fffffff][Z|+08:00]</c>; a blank may stand for the T, and an instant without zone is UTC. Written by hand
/// because a million samples a second pass through it.
/// </summary>
internal static class IsoTime
{
    private const int Shortest = 19;

    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < Shortest || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var (year, month, day) = (Four(text), Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23
            || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks
            + (((((hour * 60L) + minute) * 60L) + second) * TimeSpan.TicksPerSecond);
        return TryFraction(text[Shortest..], ref ticks);
    }

    private static bool TryFraction(ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest.Length > 0 && rest[0] == '.')
        {
            var unit = TimeSpan.TicksPerSecond / 10;
            var at = 1;
            for (; at < rest.Length && rest[at] is >= (byte)'0' and <= (byte)'9'; at++, unit /= 10)
            {
                ticks += (rest[at] - '0') * unit;
            }

            if (at == 1)
            {
                return false;
            }

            rest = rest[at..];
        }

        return TryZone(rest, ref ticks);
    }

    private static bool TryZone(ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest.IsEmpty || (rest.Length == 1 && rest[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':' || Two(rest, 1) is not (>= 0 and <= 14) || Two(rest, 4) is not (>= 0 and <= 59))
        {
            return false;
        }

        var offset = ((Two(rest, 1) * 60L) + Two(rest, 4)) * TimeSpan.TicksPerMinute;
        ticks -= rest[0] == '+' ? offset : -offset;
        return ticks is >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return (uint)tens > 9 || (uint)ones > 9 ? -1 : (tens * 10) + ones;
    }

    private static int Four(ReadOnlySpan<byte> text)
    {
        var (high, low) = (Two(text, 0), Two(text, 2));
        return high < 0 || low < 0 ? -1 : (high * 100) + low;
    }
}
