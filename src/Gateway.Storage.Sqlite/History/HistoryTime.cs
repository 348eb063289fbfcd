namespace Gateway.Storage.Sqlite.History;

/// <summary>Hours since year 1: the unit in which raw values and minute roll-ups are laid down.</summary>
internal static class HistoryTime
{
    public const long Minute = TimeSpan.TicksPerMinute;
    public const long Hour = TimeSpan.TicksPerHour;
    public const long Day = TimeSpan.TicksPerDay;

    /// <summary>Hours in a day, the span of one row of hour roll-ups.</summary>
    public const long HoursPerDay = 24;

    public static long HourOf(long ticks) => Divide(ticks, Hour);

    public static long Floor(long ticks, long unit) => Divide(ticks, unit) * unit;

    /// <summary>The time so many units after another, as a damaged blob may say it.</summary>
    /// <exception cref="InvalidDataException">It is no time of the calendar.</exception>
    public static long Checked(long origin, long count, long unit)
    {
        var time = origin + ((Int128)count * unit);
        return time >= 0 && time <= DateTime.MaxValue.Ticks ? (long)time : throw new InvalidDataException("A time in the blob is damaged.");
    }

    /// <summary>Rounds down also below zero.</summary>
    public static long Divide(long value, long unit)
    {
        var quotient = Math.DivRem(value, unit, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
