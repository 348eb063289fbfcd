using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>When shifts begin, by the clock on the wall of the site. A shift lasts until the next begins.</summary>
/// <param name="Starts">Times of day, 00:00 to 23:59, ascending; empty = no shifts, then 8 h windows roll.</param>
/// <param name="UtcOffset">Local time less UTC, for example 8 h in China, which has no summer time.</param>
public sealed record ShiftCalendar(ValueList<TimeSpan> Starts, TimeSpan UtcOffset)
{
    /// <summary>No shifts.</summary>
    public static ShiftCalendar Rolling { get; } = new([], TimeSpan.Zero);

    public bool HasShifts => Starts.Count > 0;

    /// <summary>Begin and end (UTC ticks) of the shift that holds this moment; a shift holds its begin, not its end.</summary>
    public (long From, long Until) ShiftAt(long time)
    {
        var midnight = time + UtcOffset.Ticks;
        midnight -= midnight % TimeSpan.TicksPerDay;
        var utcMidnight = midnight - UtcOffset.Ticks;
        var from = utcMidnight - TimeSpan.TicksPerDay + Starts[^1].Ticks;
        foreach (var start in Starts.Span)
        {
            var next = utcMidnight + start.Ticks;
            if (next > time)
            {
                return (from, next);
            }

            from = next;
        }

        return (from, utcMidnight + TimeSpan.TicksPerDay + Starts[0].Ticks);
    }
}
