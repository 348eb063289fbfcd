using System.Globalization;

namespace Gateway.Notifications.Cap;

/// <summary>Times as CAP wants them: whole seconds with an offset; UTC is <c>-00:00</c>, never <c>Z</c>.</summary>
public static class CapTime
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss";

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture) + "-00:00";

    /// <summary>Null unless the text is exactly of that form; any offset up to 14 hours is taken.</summary>
    public static DateTimeOffset? TryParse(string text)
    {
        if (text.Length != 25 || text[19] is not ('+' or '-') || text[22] != ':' || !text.AsSpan(20, 2).ContainsOnlyDigits() || !text.AsSpan(23, 2).ContainsOnlyDigits()
            || !DateTime.TryParseExact(text.AsSpan(0, 19), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var offset = new TimeSpan(int.Parse(text.AsSpan(20, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(23, 2), CultureInfo.InvariantCulture), 0);
        offset = text[19] == '-' ? -offset : offset;
        return offset.Duration() <= TimeSpan.FromHours(14) && local.Ticks - offset.Ticks is >= 0 and <= 3_155_378_975_999_999_999
            ? new DateTimeOffset(local.Ticks - offset.Ticks, TimeSpan.Zero)
            : null;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
