namespace Gateway.Edge.Timing;

/// <summary>
/// The clock of another provider whose longer waits end together: a wait of at least 100 ms ends at the next whole 50 ms, one of at least 500 ms at
/// the next whole 100 ms, so that a hundred lines wake the box ten times a second and not hundreds of times. Shorter waits (pauses on a serial
/// line, delays between attempts) and the clock itself are left exact. A wait never ends early; a scan rate is kept, because the next poll is planned
/// from when the last was due.
/// </summary>
public sealed class GridTimeProvider(TimeProvider inner) : TimeProvider
{
    private static readonly TimeSpan s_shortestMoved = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_long = TimeSpan.FromMilliseconds(500);

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new GridTimer(this, inner.CreateTimer(callback, state, Moved(dueTime), period));

    /// <summary>How much later than asked a wait may end.</summary>
    public static TimeSpan GridOf(TimeSpan wait) => TimeSpan.FromMilliseconds(wait >= s_long ? 100 : wait >= s_shortestMoved ? 50 : 0);

    private TimeSpan Moved(TimeSpan wait)
    {
        // Half of what a timer can wait; beyond it nobody minds a grid, and the sum below cannot overflow.
        if (wait < s_shortestMoved || wait > TimeSpan.FromDays(20))
        {
            return wait;
        }

        var frequency = inner.TimestampFrequency;
        var end = inner.GetTimestamp() + (long)(wait.TotalSeconds * frequency);
        var slot = (long)(GridOf(wait).TotalSeconds * frequency);
        return wait + inner.GetElapsedTime(end, (end + slot - 1) / slot * slot);
    }

    private sealed class GridTimer(GridTimeProvider owner, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(owner.Moved(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
