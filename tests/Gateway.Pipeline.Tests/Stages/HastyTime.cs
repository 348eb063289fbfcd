namespace Gateway.Pipeline.Tests.Stages;

/// <summary>The real clock with timers that fire five milliseconds too early, as coarse timers do.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan s_early = TimeSpan.FromMilliseconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(base.CreateTimer(callback, state, Early(dueTime), period));

    private static TimeSpan Early(TimeSpan due) => due > s_early ? due - s_early : due;

    private sealed class HastyTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Early(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
