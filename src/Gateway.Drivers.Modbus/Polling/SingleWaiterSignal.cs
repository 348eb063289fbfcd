using System.Threading.Tasks.Sources;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>Wakes the one task that waits; a wake before the wait is kept. Any thread may set; one task waits. Allocates nothing.</summary>
internal sealed class SingleWaiterSignal : IValueTaskSource
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Set = 2;
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _state;

    public void Wake()
    {
        if (Interlocked.CompareExchange(ref _state, Set, Idle) == Waiting
            && Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting)
        {
            _core.SetResult(true);
        }
    }

    public ValueTask WaitAsync()
    {
        var task = new ValueTask(this, _core.Version);
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) != Idle)
        {
            Volatile.Write(ref _state, Idle);
            _core.SetResult(true);
        }

        return task;
    }

    public void GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
