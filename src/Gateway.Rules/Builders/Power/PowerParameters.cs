using System.Globalization;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>Parameters the power types share: slots or duration (quarters of an hour), standby and run (site's, else learned), times of day, orders, calendar.</summary>
internal static class PowerParameters
{
    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);

    /// <summary>What the site may give for every type that learns by slot and day type.</summary>
    public static IReadOnlyList<string> SiteParameters { get; } = ["holidays", "workDays", "restDays", "outages"];

    /// <summary>holidays and workDays (days, <c>2026-10-01</c>), restDays (saturday, sunday): which day is of which type.</summary>
    public static SiteCalendar Calendar(LevelContext level)
    {
        var usual = new SiteCalendar { UtcOffset = level.Shifts == ShiftCalendar.Rolling ? TimeSpan.FromHours(8) : level.Shifts.UtcOffset };
        var rest = new List<DayOfWeek>();
        foreach (var text in level.Parameters.Texts("restDays", []))
        {
            if (Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && Enum.IsDefined(day))
            {
                rest.Add(day);
            }
            else
            {
                level.Parameters.Wrong("restDays", text, "星期英文名，如 sunday", "a day of the week such as sunday");
            }
        }

        return usual with
        {
            Holidays = Days(level.Parameters, "holidays"), WorkDays = Days(level.Parameters, "workDays"),
            RestDays = level.Parameters.Has("restDays") ? [.. rest] : usual.RestDays,
        };
    }

    private static ValueList<DateOnly> Days(ParameterReader parameters, string name)
    {
        var days = new List<DateOnly>();
        foreach (var text in parameters.Texts(name, []))
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.Add(day);
            }
            else
            {
                parameters.Wrong(name, text, "日期，如 2026-10-01", "a day such as 2026-10-01");
            }
        }

        return [.. days];
    }

    /// <summary>Quarters in a row: <c>slots</c>, or <c>duration</c> in whole quarters.</summary>
    public static int Slots(ParameterReader parameters, int fallback)
    {
        var slots = parameters.Count("slots", 1, 96, fallback);
        if (!parameters.Has("duration"))
        {
            return slots;
        }

        var duration = parameters.Duration("duration");
        if (duration < s_quarter || duration.Ticks % s_quarter.Ticks != 0)
        {
            parameters.Wrong("duration", duration.ToString(), "15 min 的整数倍", "whole quarters of an hour");
            return slots;
        }

        return (int)(duration / s_quarter);
    }

    public static double? Optional(ParameterReader parameters, string name) => parameters.Has(name) ? parameters.Value(name) : null;

    public static TimeSpan TimeOfDay(ParameterReader parameters, string name, string fallback)
    {
        var text = parameters.Text(name, fallback);
        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            parameters.Wrong(name, text, "时刻，如 22:00", "a time of day such as 22:00");
        }

        return time.ToTimeSpan();
    }

    /// <summary>Times written <c>from/until</c> in ISO 8601, or <c>from/</c> for an open end.</summary>
    public static ValueList<TimePeriod> Periods(ParameterReader parameters, string name)
    {
        var periods = new List<TimePeriod>();
        foreach (var text in parameters.Texts(name, []))
        {
            if (Period(text) is { } period)
            {
                periods.Add(period);
            }
            else
            {
                parameters.Wrong(name, text, "起/止，如 2026-03-01T00:00+08:00/2026-03-08T00:00+08:00，止可空", "from/until such as 2026-03-01T00:00+08:00/2026-03-08T00:00+08:00; until may be empty");
            }
        }

        return [.. periods];
    }

    private static TimePeriod? Period(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || !TryTime(parts[0], out var from))
        {
            return null;
        }

        return parts[1].Trim().Length == 0 ? new TimePeriod(from, null) : TryTime(parts[1], out var until) && until > from ? new TimePeriod(from, until) : null;
    }

    private static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
