namespace Gateway.Edge.Tests.Composition;

/// <summary>The real clock with somebody's hand on it: timers run on, the time of day jumps.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public void Step(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
