using Gateway.Core.Warnings;
using Gateway.Hosting.Telemetry;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Health;

/// <summary>Tells no person: each warning becomes the span <c>warning.decide</c>, from the arrival of the data to the decision.</summary>
internal sealed class DecisionTrace(string site) : IWarningChannel
{
    /// <summary>All spans of the gateway; one for the process, as a source is.</summary>
    internal static readonly Spans Spans = new("Gateway.Edge");

    public string Name => "trace";

    public WarningPath Path => WarningPath.Live;

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        if (Spans.IsHeard)
        {
            Spans.Tell(
                "warning.decide", TraceIds.OfWarning(site, warning.Id), At(warning.ReceivedTime), At(warning.DecidedTime),
                [
                    new("gateway.site", site), new("gateway.point", warning.Point.Id), new("gateway.tier", Word(warning.To)), new("gateway.tier.from", Word(warning.From)),
                    new("gateway.warning", warning.Id), new("gateway.event_time", At(warning.EventTime).ToString("O")),
                ]);
        }

        return ValueTask.FromResult(NotifyOutcome.Delivered);
    }

    internal static string Word(WarningTier tier) => tier.ToString().ToLowerInvariant();

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
