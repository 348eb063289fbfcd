namespace Gateway.Console.Tests.Support;

/// <summary>The real clock, with a part that a test can add to it: the browser's own clock cannot be moved, a session's end can.</summary>
internal sealed class MovableTime : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
