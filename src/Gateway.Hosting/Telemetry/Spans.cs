using System.Diagnostics;

namespace Gateway.Hosting.Telemetry;

/// <summary>Spans of what has already happened, with the times it happened at. Thread-safe; costs next to nothing while nobody listens.</summary>
public sealed class Spans : IDisposable
{
    private readonly ActivitySource _source;

    /// <param name="name">Of the source; begins with <c>Gateway.</c> to be exported.</param>
    public Spans(string name) => _source = new ActivitySource(name);

    public bool IsHeard => _source.HasListeners();

    /// <param name="parent">From <see cref="TraceIds"/>.</param>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC; a clock that went back makes a span of no length.</param>
    /// <param name="facts">Attributes; null values are left out.</param>
    /// <param name="trouble">Why it did not succeed; null = it did.</param>
    public void Tell(
        string name, ActivityContext parent, DateTimeOffset from, DateTimeOffset to, IEnumerable<KeyValuePair<string, object?>> facts,
        string? trouble = null, ActivityContext? link = null)
    {
        using var span = _source.StartActivity(
            name, ActivityKind.Internal, parent, facts.Where(fact => fact.Value is not null), link is { } other ? [new ActivityLink(other)] : null, from);
        if (span is null)
        {
            return;
        }

        if (trouble is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, trouble);
        }

        span.SetEndTime((to > from ? to : from).UtcDateTime);
    }

    public void Dispose() => _source.Dispose();
}
