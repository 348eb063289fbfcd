using System.Globalization;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>Finds the off-delay or deadband that would have made one occurrence of the crossings of a chattering alarm.</summary>
internal static class SuggestionWriter
{
    // A swing wider than this share of the limit is no noise, and a deadband for it would hide a true return.
    private const double WidestDeadband = 0.1;

    private static readonly double[] s_niceSeconds = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];

    public static TuningSuggestion? Write(AlarmTally alarm)
    {
        var gap = LongestGap(alarm.Crossings);
        var delay = OffDelay(gap);
        var swing = WidestSwing(alarm.Crossings);
        var deadband = Deadband(alarm.Crossings, swing);
        return delay is null && deadband is null
            ? null
            : new(alarm.AlarmId, alarm.PointId, delay, deadband, alarm.Crossings.Count, Text(alarm.Crossings.Count, gap, delay, swing, deadband));
    }

    /// <summary>The longest time it was normal between two raises, of those below the longest delay we would suggest.</summary>
    private static TimeSpan LongestGap(IReadOnlyList<Crossing> crossings)
    {
        var longest = 0L;
        for (var i = 1; i < crossings.Count; i++)
        {
            var gap = crossings[i].AbnormalSince - crossings[i - 1].NormalSince;
            if (crossings[i - 1].NormalSince > 0 && gap < TimeSpan.FromSeconds(s_niceSeconds[^1]).Ticks)
            {
                longest = Math.Max(longest, gap);
            }
        }

        return TimeSpan.FromTicks(longest);
    }

    private static TimeSpan? OffDelay(TimeSpan gap)
    {
        if (gap == TimeSpan.Zero)
        {
            return null;
        }

        var enough = Array.Find(s_niceSeconds, s => s > gap.TotalSeconds);
        return enough == 0 ? null : TimeSpan.FromSeconds(enough);
    }

    /// <summary>How far from its limit the value was at a return, at most; NaN when there is no limit or no value.</summary>
    private static double WidestSwing(IReadOnlyList<Crossing> crossings) =>
        crossings.Where(c => c.NormalSince > 0).Select(c => Math.Abs(c.Limit - c.ReturnValue)).DefaultIfEmpty(double.NaN).Max();

    private static double? Deadband(IReadOnlyList<Crossing> crossings, double swing)
    {
        // A quarter more than was seen, in two digits upwards.
        var wanted = swing * 1.25;
        if (!(wanted > 0) || crossings.Any(c => c.NormalSince > 0 && double.IsNaN(c.Limit - c.ReturnValue))
            || wanted > WidestDeadband * Math.Abs(crossings[^1].Limit))
        {
            return null;
        }

        var step = Math.Pow(10, Math.Floor(Math.Log10(wanted)) - 1);
        // The subtraction of two readings leaves a crumb that must not cost a whole step.
        return Math.Ceiling((wanted / step) - 1e-6) * step;
    }

    private static LocalizedText Text(int crossings, TimeSpan gap, TimeSpan? delay, double swing, double? deadband)
    {
        List<string> zh = [];
        List<string> en = [];
        if (delay is { } off)
        {
            zh.Add($"恢复延时 {Number(off.TotalSeconds)} 秒（观察到的最长间隔 {Number(gap.TotalSeconds)} 秒）");
            en.Add($"an off-delay of {Number(off.TotalSeconds)} s (longest gap seen {Number(gap.TotalSeconds)} s)");
        }

        if (deadband is { } band)
        {
            zh.Add($"回差 {Number(band)}（观察到的最大回落 {Number(swing)}）");
            en.Add($"a deadband of {Number(band)} (widest swing seen {Number(swing)})");
        }

        return new($"抖动报警，最近 {crossings} 次越限；建议考虑{string.Join("或", zh)}。仅为建议，未作任何更改。",
            $"Chattering, last {crossings} crossings; consider {string.Join(" or ", en)}. A suggestion only: nothing was changed.");
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
