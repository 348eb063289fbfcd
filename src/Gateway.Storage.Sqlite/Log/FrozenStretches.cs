using Gateway.Pipeline.Log;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>
/// The stretches of the log around changes of alarm state: what a person who looks back at an accident needs most goes last. All readings of the site within the
/// window count, by the time of their commit: what stood around the alarm belongs to it. Alarms of the gateway itself freeze nothing.
/// </summary>
internal sealed class FrozenStretches(SqliteConnection connection, TimeSpan window) : IDisposable
{
    private const string OwnPoints = "gateway.";

    private readonly Statement _transitions = new(connection, "SELECT time,payload FROM entry WHERE kind=2 AND time>=?1 ORDER BY time");
    private long _from = long.MaxValue;
    private long _to = long.MinValue;
    private long _freeFrom = long.MaxValue;
    private long _freeTo = long.MinValue;

    /// <summary>Transitions may have been added or gone since the last one.</summary>
    public void BeginRound() => (_from, _to, _freeFrom, _freeTo) = (long.MaxValue, long.MinValue, long.MaxValue, long.MinValue);

    /// <param name="time">When readings were committed, UTC ticks.</param>
    public bool Covers(long time)
    {
        if (window == TimeSpan.Zero || (time >= _freeFrom && time < _freeTo))
        {
            return false;
        }

        if (time < _from || time > _to)
        {
            Look(time);
        }

        return time >= _from && time <= _to;
    }

    public void Dispose() => _transitions.Dispose();

    private void Look(long time)
    {
        _transitions.Bind(1, time - window.Ticks);
        try
        {
            while (_transitions.Step())
            {
                var at = _transitions.Int64(0);
                if (at > time + window.Ticks)
                {
                    (_freeFrom, _freeTo) = (time, at - window.Ticks);
                    return;
                }

                if (LogCodec.TryDecodeTransition(_transitions.Blob(1)) is { } transition && !transition.PointId.StartsWith(OwnPoints, StringComparison.Ordinal))
                {
                    (_from, _to) = (at - window.Ticks, at + window.Ticks);
                    return;
                }
            }

            (_freeFrom, _freeTo) = (time, long.MaxValue);
        }
        finally
        {
            _transitions.Reset();
        }
    }
}
