using System.Globalization;
using Gateway.Center.Configuration;

namespace Gateway.Center.Prejudgement;

/// <summary>A day, week or month of the county, as instants.</summary>
/// <param name="Label"><c>yyyyMMdd</c> of the first day; part of a sheet's id.</param>
public sealed record SheetPeriod(DateTimeOffset From, DateTimeOffset To, string Label)
{
    /// <summary>The period that holds an instant; <paramref name="back"/> periods before it.</summary>
    public static SheetPeriod Of(SheetCadence cadence, DateTimeOffset now, TimeZoneInfo zone, int back = 0)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var (first, next) = cadence switch
        {
            SheetCadence.Week => Week(today.AddDays(-7 * back)),
            SheetCadence.Month => Month(today.AddMonths(-back)),
            _ => (today.AddDays(-back), today.AddDays(1 - back)),
        };
        return new SheetPeriod(Start(first, zone), Start(next, zone), first.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
    }

    /// <summary>From the start of the period to the deadline of the signature.</summary>
    public static TimeSpan SignWithin(SheetCadence cadence, PrejudgementOptions options) => cadence switch
    {
        SheetCadence.Week => options.SignWeekWithin,
        SheetCadence.Month => options.SignMonthWithin,
        _ => options.SignDayWithin,
    };

    internal static TimeZoneInfo ZoneOf(CenterOptions options) => TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    private static (DateOnly First, DateOnly Next) Week(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return (monday, monday.AddDays(7));
    }

    private static (DateOnly First, DateOnly Next) Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return (first, first.AddMonths(1));
    }

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
