using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Tests.Conditions.Power;

/// <summary>
/// A plant whose local time is UTC and whose first day is Thursday 1 January 2026: 100 kW on work days from 08:00 to 18:00, 10 kW else, with
/// a little seeded noise. One sample every five minutes.
/// </summary>
internal static class PowerSite
{
    public const double Day = 86_400;
    public const double Hour = 3600;
    public const double Quarter = 900;
    private const double Step = 300;

    public static readonly SiteCalendar Calendar = new() { UtcOffset = TimeSpan.Zero };

    public static double Usual(double seconds)
    {
        var noise = (new Random((int)(seconds / Step)).NextDouble() * 2) - 1;
        var isWork = Calendar.TypeOf(DateOnly.FromDateTime(new DateTime(2026, 1, 1)).DayNumber + (int)(seconds / Day)) == DayType.Work;
        var hour = seconds % Day / Hour;
        return isWork && hour > 8 && hour < 18 ? 100 + (3 * noise) : 10 + noise;
    }

    /// <summary>From one local moment to another, the end excluded; every verdict with its moment.</summary>
    public static List<(double At, ConditionVerdict Verdict)> Run(
        this Judging judging, double from, double until, Func<double, double> power, Quality quality = Quality.Good)
    {
        var verdicts = new List<(double, ConditionVerdict)>();
        for (var t = from; t < until; t += Step)
        {
            verdicts.Add((t, judging.Give(t, power(t), quality)));
        }

        return verdicts;
    }

    /// <summary>Thirty days as usual: enough to have learned.</summary>
    public static Judging Learned(Condition condition)
    {
        var judging = new Judging(condition);
        judging.Run(0, 30 * Day, Usual);
        return judging;
    }

    /// <summary>Moment of the first abnormal verdict; NaN without one.</summary>
    public static double FirstAbnormal(this IEnumerable<(double At, ConditionVerdict Verdict)> verdicts) =>
        verdicts.Where(v => v.Verdict == ConditionVerdict.Abnormal).Select(v => v.At).DefaultIfEmpty(double.NaN).First();

    public static TimePeriod From(double seconds, double until) =>
        new(new DateTimeOffset(Alarms.TestPoints.At(seconds), TimeSpan.Zero), new DateTimeOffset(Alarms.TestPoints.At(until), TimeSpan.Zero));
}
