using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>How the load of alarms is counted. The figures of flood, chattering and standing are those of domain rule 7.3 (EEMUA 191, ISA-18.2).</summary>
public sealed record AlarmTrafficOptions
{
    /// <summary>At least one shift; two of twelve hours in Chinese time unless told.</summary>
    public ShiftCalendar Calendar { get; init; } = new([TimeSpan.FromHours(8), TimeSpan.FromHours(20)], TimeSpan.FromHours(8));

    /// <summary>Closed shifts that are kept, 1 to 100.</summary>
    public int KeptShifts { get; init; } = 14;

    /// <summary>Alarms followed by name, 1 to 1,000,000; more are counted in the totals and reported as <see cref="ShiftFigures.Unnamed"/>.</summary>
    public int MaximumAlarms { get; init; } = 20_000;

    /// <summary>A flood begins when more than this many alarms were announced within ten minutes (10).</summary>
    public int FloodAbove { get; init; } = 10;

    /// <summary>A flood ends when fewer than this many were announced within ten minutes (5); not above <see cref="FloodAbove"/>.</summary>
    public int FloodEndsBelow { get; init; } = 5;

    /// <summary>An alarm that goes away by itself within this time of its raise is fleeting. Ours: the field says "within seconds".</summary>
    public TimeSpan FleetingWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">A figure is outside its range.</exception>
    internal static AlarmTrafficOptions Checked(AlarmTrafficOptions options)
    {
        if (!IsSound(options.Calendar) || options.KeptShifts is < 1 or > 100 || options.MaximumAlarms is < 1 or > 1_000_000
            || options.FloodAbove is < 1 or > 1000 || options.FloodEndsBelow < 1
            || options.FloodEndsBelow > options.FloodAbove || options.FleetingWithin <= TimeSpan.Zero)
        {
            throw new ArgumentException($"A shift or a figure of alarm traffic is outside its range: {options}", nameof(options));
        }

        return options;
    }

    internal Shift ShiftAt(long time)
    {
        var (from, until) = Calendar.ShiftAt(time);
        return new Shift(from, until);
    }

    private static bool IsSound(ShiftCalendar calendar) =>
        calendar.HasShifts && calendar.Starts[0] >= TimeSpan.Zero && calendar.Starts[^1] < TimeSpan.FromDays(1)
        && calendar.UtcOffset.Duration() <= TimeSpan.FromHours(14)
        && Enumerable.Range(1, calendar.Starts.Count - 1).All(i => calendar.Starts[i] > calendar.Starts[i - 1]);
}
