namespace Gateway.Edge.Timing;

/// <summary>
/// The clock of another provider whose longer waits end together: a wait of at least <see cref="ShortestMoved"/> ends at the next whole multiple of
/// <see cref="Grid"/>, so that a hundred lines wake the box twenty times a second and not hundreds of times. Shorter waits, and the clock itself, are
/// left exact. A wait never ends early, and at most one grid late; a scan rate is kept, because the next poll is planned from when the last was due.
/// </summary>
public sealed class GridTimeProvider(TimeProvider inner) : TimeProvider
{
    private const int SlotsPerSecond = 20;

    /// <summary>50 ms.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromSeconds(1) / SlotsPerSecond;

    /// <summary>Waits shorter than 100 ms (pauses on a serial line, delays between attempts) are not moved.</summary>
    public static readonly TimeSpan ShortestMoved = TimeSpan.FromMilliseconds(100);

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new GridTimer(this, inner.CreateTimer(callback, state, Moved(dueTime), period));

    private TimeSpan Moved(TimeSpan wait)
    {
        // Half of what a timer can wait; beyond it nobody minds 50 ms, and the sum below cannot overflow.
        if (wait < ShortestMoved || wait > TimeSpan.FromDays(20))
        {
            return wait;
        }

        var now = inner.GetTimestamp();
        var end = now + (long)(wait.TotalSeconds * inner.TimestampFrequency);
        var slot = inner.TimestampFrequency / SlotsPerSecond;
        return TimeSpan.FromTicks(wait.Ticks + inner.GetElapsedTime(end, (end + slot - 1) / slot * slot).Ticks);
    }

    private sealed class GridTimer(GridTimeProvider owner, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(owner.Moved(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
