namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>How long to wait before a batch is sent again: doubling, with jitter, never sooner than the server asks.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Longest">Ceiling of the doubling.</param>
public sealed record RetrySchedule(TimeSpan First, TimeSpan Longest)
{
    /// <summary>1 s doubling to 60 s.</summary>
    public static RetrySchedule Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    /// <summary>Longest that a Retry-After is obeyed, so that one wrong header cannot stop the sink for a day.</summary>
    public static TimeSpan LongestObeyed { get; } = TimeSpan.FromMinutes(10);

    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <param name="jitter">0 (inclusive) to 1 (exclusive); spreads the wait over its upper half.</param>
    public TimeSpan Wait(int failures, double jitter, TimeSpan? retryAfter = null)
    {
        var doublings = Math.Min(failures - 1, 30);
        var ceiling = Math.Min(First.TotalMilliseconds * Math.Pow(2, doublings), Longest.TotalMilliseconds);
        var wait = TimeSpan.FromMilliseconds(ceiling * (0.5 + (jitter / 2)));
        var asked = retryAfter > LongestObeyed ? LongestObeyed : retryAfter ?? TimeSpan.Zero;
        return wait > asked ? wait : asked;
    }
}
