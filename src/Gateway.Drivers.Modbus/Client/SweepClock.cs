using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Gateway.Drivers.Modbus.Client;

/// <summary>
/// One timer for all connections that look for overdue requests at the same pace: a hundred timers of their own would wake a quiet box hundreds
/// of times a second. Runs only while somebody is entered. Thread-safe.
/// </summary>
internal sealed class SweepClock
{
    private static readonly ConditionalWeakTable<TimeProvider, ConcurrentDictionary<TimeSpan, SweepClock>> s_clocks = [];

    private readonly Lock _gate = new();
    private readonly TimeSpan _period;
    private readonly ITimer _timer;
    private ModbusClient[] _clients = [];

    private SweepClock(TimeProvider time, TimeSpan period)
    {
        _period = period;
        _timer = time.CreateTimer(static s => ((SweepClock)s!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock of this pace, one for each time provider.</summary>
    public static SweepClock Of(TimeProvider time, TimeSpan period) =>
        s_clocks.GetOrCreateValue(time).GetOrAdd(period, static (pace, provider) => new SweepClock(provider, pace), time);

    /// <summary>The client is swept once a period from now on.</summary>
    public void Enter(ModbusClient client)
    {
        lock (_gate)
        {
            _clients = [.. _clients, client];
            if (_clients.Length == 1)
            {
                _timer.Change(_period, _period);
            }
        }
    }

    /// <summary>No sweep begins after this; one under way may still end.</summary>
    public void Leave(ModbusClient client)
    {
        lock (_gate)
        {
            _clients = [.. _clients.Where(c => c != client)];
            if (_clients.Length == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Sweep()
    {
        foreach (var client in Volatile.Read(ref _clients))
        {
            client.Sweep();
        }
    }
}
