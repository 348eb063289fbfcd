using Gateway.Edge.Configuration;
using Gateway.Edge.Health;
using Gateway.Notifications.Log;
using Gateway.Notifications.Mqtt;
using Gateway.Notifications.Sounder;
using Gateway.Notifications.Webhook;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>Makes the ways to tell people. A driver may be exchanged by a reload, so each call finds the present one.</summary>
internal static class WarningChannels
{
    public static IReadOnlyList<IWarningChannel> Create(EdgeOptions options, Func<DriverHost> drivers, HttpClient http, TimeProvider time, ILoggerFactory loggers)
    {
        var section = options.Notifications;
        var traces = options.Telemetry is { Endpoint: not null, Traces: true };
        // Nothing stands between a warning and a sounder, not even a span.
        IWarningChannel Traced(IWarningChannel channel) => traces ? new TracedChannel(channel, options.Site.Id, time) : channel;
        return
        [
            new LogWarningChannel(loggers.CreateLogger("Gateway.Warnings")),
            .. traces ? [new DecisionTrace(options.Site.Id)] : Array.Empty<IWarningChannel>(),
            .. section.Sounders.Select(sounder => new SounderWarningChannel(sounder, new PresentWriter(drivers))),
            .. section.Mqtt.Select(mqtt => Traced(new MqttWarningChannel(mqtt, options.Site.Id, new PresentPublisher(mqtt.Connection, drivers)))),
            .. section.Webhooks.Select(webhook => Traced(new WebhookWarningChannel(
                webhook, options.Site.Id, http, time, loggers.CreateLogger<WebhookWarningChannel>()))),
        ];
    }

    private sealed class PresentPublisher(string connection, Func<DriverHost> drivers) : IMqttPublisher
    {
        public ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation) =>
            drivers().Publisher(connection)?.PublishAsync(topic, payload, qos, retain, cancellation) ?? ValueTask.FromResult(false);
    }

    private sealed class PresentWriter(Func<DriverHost> drivers) : IOutputWriter
    {
        public ValueTask<bool> WriteAsync(string outputId, bool on, CancellationToken cancellation) =>
            drivers().Writer(outputId)?.WriteAsync(outputId, on, cancellation) ?? ValueTask.FromResult(false);
    }
}
