using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Drivers.Modbus.Client;

/// <summary>
/// When the next request may leave: after the configured pause, and, where replies carry no transaction, not to a unit that just timed out
/// until its late reply can no longer come (one more time-out), for that reply would fit the next request of the same size.
/// </summary>
internal sealed class PacingGate : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _wake;
    private readonly long _pause;
    private readonly long _timeout;
    private readonly long[]? _lateUntil;
    private long _notBefore;

    /// <param name="wake">Called when a wait this gate asked for is over.</param>
    public PacingGate(ModbusClientOptions options, TimeProvider time, Action wake)
    {
        _time = time;
        _pause = ToTimestamp(options.Pause, time);
        _timeout = ToTimestamp(options.Timeout, time);
        _lateUntil = options.Framing == ModbusFraming.Rtu ? new long[256] : null;
        _notBefore = long.MinValue;
        _wake = time.CreateTimer(static s => ((Action)s!)(), wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>False when it must wait; the wake call comes when it need no longer.</summary>
    public bool MaySend(byte unit)
    {
        if (_pause == 0 && _lateUntil is null)
        {
            return true;
        }

        var now = _time.GetTimestamp();
        var from = Math.Max(Volatile.Read(ref _notBefore), _lateUntil is null ? long.MinValue : Volatile.Read(ref _lateUntil[unit]));
        if (from <= now)
        {
            return true;
        }

        _wake.Change(_time.GetElapsedTime(now, from) + TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        return false;
    }

    /// <summary>A transaction ended.</summary>
    public void Ended(byte unit, ReplyStatus status)
    {
        if (_pause == 0 && _lateUntil is null)
        {
            return;
        }

        var now = _time.GetTimestamp();
        Volatile.Write(ref _notBefore, now + _pause);
        if (_lateUntil is not null && status == ReplyStatus.Timeout)
        {
            Volatile.Write(ref _lateUntil[unit], now + _timeout);
        }
    }

    public void Dispose() => _wake.Dispose();

    public static long ToTimestamp(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
