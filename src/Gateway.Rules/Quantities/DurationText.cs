namespace Gateway.Rules.Quantities;

/// <summary>A duration as rule packs write it: <c>500 ms</c>, <c>30 s</c>, <c>15 min</c>, <c>8 h</c>, <c>5.3 d</c>.</summary>
public static class DurationText
{
    public const string AllowedZh = "时长，如 30 s、15 min、8 h、5.3 d";
    public const string AllowedEn = "a duration such as 30 s, 15 min, 8 h, 5.3 d";

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(366);

    /// <returns>False when it is no duration, negative, or longer than a year.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (!QuantityText.TryParse(text, out var written) || SecondsOf(written.Unit) is not { } unit)
        {
            return false;
        }

        var seconds = written.Value * unit;
        if (seconds < 0 || seconds > s_longest.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>Null when the unit is none of time.</summary>
    internal static double? SecondsOf(string unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "min" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => null,
    };
}
