namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>
/// Compares the clock of one source with ours (domain rule 7.5). A source too far off is not believed: the receive
/// time stands in and the quality says so.
/// </summary>
internal sealed class ClockWatch(TimeSpan tolerance, Action<TimeSpan, bool>? changed = null)
{
    /// <summary>Source time minus receive time of the newest message; positive = the source is ahead.</summary>
    public TimeSpan Offset { get; private set; }

    public bool IsOff { get; private set; }

    /// <summary>The time to use; <paramref name="isOff"/> when it is not the source's own.</summary>
    public long Judge(long sourceTime, long receivedTime, out bool isOff)
    {
        Offset = TimeSpan.FromTicks(sourceTime - receivedTime);
        isOff = tolerance > TimeSpan.Zero && Offset.Duration() > tolerance;
        if (isOff != IsOff)
        {
            IsOff = isOff;
            changed?.Invoke(Offset, isOff);
        }

        return isOff ? receivedTime : sourceTime;
    }
}
