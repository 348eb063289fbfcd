using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>Which day is of which type, by the clock on the wall of the site.</summary>
public sealed record SiteCalendar
{
    /// <summary>Local time less UTC, a multiple of 15 min. Default 8 h, that of China.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Default Saturday and Sunday.</summary>
    public ValueList<DayOfWeek> RestDays { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Public holidays and declared shutdown days; they go before everything else.</summary>
    public ValueList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Days worked in spite of the weekday (调休).</summary>
    public ValueList<DateOnly> WorkDays { get; init; } = [];

    /// <param name="day">As by <see cref="DayOf"/>.</param>
    public DayType TypeOf(int day)
    {
        var date = DateOnly.FromDayNumber(day);
        if (Holidays.Span.Contains(date))
        {
            return DayType.Holiday;
        }

        return RestDays.Span.Contains(date.DayOfWeek) && !WorkDays.Span.Contains(date) ? DayType.Rest : DayType.Work;
    }

    /// <summary>Local day number (<see cref="DateOnly.DayNumber"/>) of a moment in UTC ticks.</summary>
    public int DayOf(long time) => (int)((time + UtcOffset.Ticks) / TimeSpan.TicksPerDay);

    /// <summary>Local time of day.</summary>
    public TimeSpan TimeOfDay(long time) => TimeSpan.FromTicks((time + UtcOffset.Ticks) % TimeSpan.TicksPerDay);

    /// <summary>True inside [from, until) by the local clock, also across midnight.</summary>
    public bool IsBetween(long time, TimeSpan from, TimeSpan until)
    {
        var now = TimeOfDay(time);
        return from <= until ? now >= from && now < until : now >= from || now < until;
    }
}
