using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>When shifts begin at a site. A fixed offset, because the pure core reads no time-zone tables; China keeps one time without summer time.</summary>
public sealed record ShiftCalendar
{
    /// <summary>Local times of day at which a shift begins, ascending, each below 24 h; at least one. Two shifts of twelve hours unless told.</summary>
    public ValueList<TimeSpan> Starts { get; init; } = [TimeSpan.FromHours(8), TimeSpan.FromHours(20)];

    /// <summary>Local time less UTC, -14 h to 14 h.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The shift that holds a moment (UTC ticks); its end belongs to the next one.</summary>
    public Shift At(long time)
    {
        var local = time + UtcOffset.Ticks;
        var midnight = local - (local % TimeSpan.TicksPerDay);
        var sinceMidnight = local - midnight;
        var running = Starts.Count - 1;
        while (running >= 0 && Starts[running].Ticks > sinceMidnight)
        {
            running--;
        }

        var begin = running < 0 ? midnight - TimeSpan.TicksPerDay + Starts[^1].Ticks : midnight + Starts[running].Ticks;
        var end = running == Starts.Count - 1 ? midnight + TimeSpan.TicksPerDay + Starts[0].Ticks : midnight + Starts[running + 1].Ticks;
        return new Shift(begin - UtcOffset.Ticks, end - UtcOffset.Ticks);
    }

    internal bool IsSound =>
        Starts.Count > 0 && Starts[0] >= TimeSpan.Zero && Starts[^1] < TimeSpan.FromDays(1) && UtcOffset.Duration() <= TimeSpan.FromHours(14)
        && Enumerable.Range(1, Starts.Count - 1).All(i => Starts[i] > Starts[i - 1]);
}

/// <summary>One shift, UTC ticks; the end is not part of it.</summary>
public readonly record struct Shift(long Start, long End);
