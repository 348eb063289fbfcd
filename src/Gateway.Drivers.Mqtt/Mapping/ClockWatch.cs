namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>
/// Compares the clock of one source with ours (domain rule 7.5). A source too far off is not believed: the receive
/// time stands in and the quality says so. One task judges, anybody reads.
/// </summary>
/// <param name="changed">Told when <see cref="IsOff"/> changes.</param>
internal sealed class ClockWatch(TimeSpan tolerance, Action<TimeSpan, bool>? changed = null)
{
    private const long Never = long.MinValue;

    // Where the watch is switched off.
    private static readonly TimeSpan s_oldest = TimeSpan.FromSeconds(60);

    private long _offset = Never;
    private volatile bool _isOff;

    /// <summary>Source time minus receive time of the newest message with a time; positive = the source is ahead; null = there was none.</summary>
    public TimeSpan? Offset => Volatile.Read(ref _offset) is var ticks and not Never ? TimeSpan.FromTicks(ticks) : null;

    public bool IsOff => _isOff;

    /// <summary>A time so far behind ours that a live value cannot have it.</summary>
    public bool IsLongPast(long sourceTime, long receivedTime) =>
        receivedTime - sourceTime > (tolerance > TimeSpan.Zero ? tolerance : s_oldest).Ticks;

    /// <summary>The time to use; <paramref name="isOff"/> when it is not the source's own.</summary>
    public long Judge(long sourceTime, long receivedTime, out bool isOff)
    {
        var offset = TimeSpan.FromTicks(sourceTime - receivedTime);
        Volatile.Write(ref _offset, offset.Ticks);
        isOff = tolerance > TimeSpan.Zero && offset.Duration() > tolerance;
        if (isOff != _isOff)
        {
            _isOff = isOff;
            changed?.Invoke(offset, isOff);
        }

        return isOff ? receivedTime : sourceTime;
    }
}
