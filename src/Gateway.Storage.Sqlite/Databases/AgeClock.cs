namespace Gateway.Storage.Sqlite.Databases;

/// <summary>
/// The time by which stored data grow old. A clock that was set wrong for a moment, or an empty clock battery, must not let years of data go: a step forward counts
/// only after it has stood for a day of running. Also the time the box was off is such a step. A step back counts at once, for it deletes nothing. Not thread-safe.
/// </summary>
/// <param name="newest">Time of the newest data there were at the start, UTC ticks; 0 when there were none.</param>
internal sealed class AgeClock(TimeProvider time, long newest)
{
    /// <summary>So long must a step forward stand.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_drift = TimeSpan.FromMinutes(10);

    private long _believed = newest;
    private long _stamp;
    private bool _runs;
    private bool _isAhead;
    private long _aheadSince;

    /// <summary>UTC ticks; at most the wall clock.</summary>
    public long Now()
    {
        var wall = time.GetUtcNow().UtcTicks;
        var stamp = time.GetTimestamp();
        var expected = Expected(wall, stamp);
        (_stamp, _runs) = (stamp, true);
        if (wall <= expected + s_drift.Ticks)
        {
            _isAhead = false;
            return _believed = wall;
        }

        _aheadSince = _isAhead ? _aheadSince : stamp;
        _isAhead = time.GetElapsedTime(_aheadSince, stamp) < Doubt;
        return _believed = _isAhead ? expected : wall;
    }

    private long Expected(long wall, long stamp) => (_runs, _believed) switch
    {
        (false, 0) => wall,
        (false, _) => _believed,
        _ => _believed + time.GetElapsedTime(_stamp, stamp).Ticks,
    };
}
