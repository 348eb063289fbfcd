namespace Gateway.Testing.Time;

/// <summary>A wall clock that can be set while the monotonic one runs on, as on a real machine; both stand still until told to advance. No timers of its own.</summary>
public sealed class SteppedTimeProvider(ManualTimeProvider inner) : TimeProvider
{
    private long _offset;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _offset));

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Somebody, or a time server, sets the clock.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>Time goes on.</summary>
    public void Advance(TimeSpan by) => inner.Advance(by);
}
