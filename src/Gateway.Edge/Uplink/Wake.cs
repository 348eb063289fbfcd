namespace Gateway.Edge.Uplink;

/// <summary>Wakes one waiting task; a call while nobody waits is remembered once. Thread-safe.</summary>
internal sealed class Wake
{
    private TaskCompletionSource _called = New();

    public void Call() => Volatile.Read(ref _called).TrySetResult();

    /// <summary>Completes at a call, when something else does, or after a time; never throws but for cancellation.</summary>
    /// <param name="other">Another cause to wake; null = none.</param>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, Func<CancellationToken, Task>? other, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var called = Volatile.Read(ref _called).Task;
        var delay = Task.Delay(most, time, ending.Token);
        var event_ = other?.Invoke(ending.Token) ?? delay;
        await Task.WhenAny(called, delay, event_);
        await ending.CancelAsync();
        await Task.WhenAll(delay, event_).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (called.IsCompleted)
        {
            Volatile.Write(ref _called, New());
        }

        stopping.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
