namespace Gateway.Edge.Composition;

/// <summary>At most 20 records a minute of what a stranger can cause a thousand times a second: it must not fill the log that readings are kept in. Thread-safe.</summary>
internal sealed class RecordLimit(TimeProvider time)
{
    private const int AMinute = 20;

    private readonly Lock _gate = new();
    private long _from = long.MinValue;
    private int _recorded;

    /// <summary>Counts one more. By the counter of the machine: a clock set back must not silence it.</summary>
    public bool May()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_from == long.MinValue || time.GetElapsedTime(_from, now) >= TimeSpan.FromMinutes(1))
            {
                (_from, _recorded) = (now, 0);
            }

            return ++_recorded <= AMinute;
        }
    }
}
