using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Warnings;
using Gateway.Hosting.Telemetry;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Health;

/// <summary>A channel whose attempts each become a span <c>warning.tell</c>; in all else the channel itself.</summary>
internal sealed class TracedChannel(IWarningChannel channel, string site, TimeProvider time) : IWarningChannel
{
    public string Name => channel.Name;

    public WarningPath Path => channel.Path;

    public bool Folds => channel.Folds;

    public bool Concerns(WarningEvent warning) => channel.Concerns(warning);

    public ValueTask<NotifyOutcome> SendAsync(WarningSummary summary, CancellationToken cancellation) => channel.SendAsync(summary, cancellation);

    public async ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        if (!DecisionTrace.Spans.IsHeard || !channel.Concerns(warning))
        {
            return await channel.SendAsync(warning, cancellation);
        }

        var from = time.GetUtcNow();
        var outcome = NotifyOutcome.Retry;
        try
        {
            return outcome = await channel.SendAsync(warning, cancellation);
        }
        finally
        {
            DecisionTrace.Spans.Tell(
                "warning.tell", TraceIds.OfWarning(site, warning.Id), from, time.GetUtcNow(),
                [new("gateway.channel", channel.Name), new("gateway.tier", DecisionTrace.Word(warning.To)), new("gateway.warning", warning.Id)],
                outcome == NotifyOutcome.Delivered ? null : outcome.ToString().ToLowerInvariant());
        }
    }
}
