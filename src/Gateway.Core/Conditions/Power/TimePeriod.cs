namespace Gateway.Core.Conditions;

/// <summary>A stretch of time that somebody declared: a suspension order, a night shift, an outage notice.</summary>
/// <param name="From">Itself included.</param>
/// <param name="Until">Itself excluded; null = until further notice.</param>
public readonly record struct TimePeriod(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <param name="time">UTC ticks.</param>
    public bool Contains(long time) => time >= From.UtcTicks && (Until is not { } until || time < until.UtcTicks);
}
