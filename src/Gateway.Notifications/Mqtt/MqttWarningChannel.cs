using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Warnings;
using Gateway.Notifications.Templates;
using Gateway.Pipeline.Ports;

namespace Gateway.Notifications.Mqtt;

/// <summary>Publishes <see cref="WarningMessage"/> as JSON, straight from the evaluation.</summary>
public sealed class MqttWarningChannel(MqttChannelOptions options, string site, IMqttPublisher publisher) : IWarningChannel
{
    private readonly WarningTier _least = TierFilter.Parse(options.MinTier) ?? WarningTier.Blue;

    public string Name => options.Name;

    public WarningPath Path => WarningPath.Live;

    public bool Folds => options.Fold;

    public bool Concerns(WarningEvent warning) => TierFilter.Concerns(warning, _least);

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation) => Concerns(warning)
        ? PublishAsync(WarningMessageFactory.Create(warning, site), options.Retain, cancellation)
        : ValueTask.FromResult(NotifyOutcome.Delivered);

    // Never retained: on the topic of a point its newest warning stays.
    public ValueTask<NotifyOutcome> SendAsync(WarningSummary summary, CancellationToken cancellation) =>
        PublishAsync(WarningMessageFactory.Create(summary, site), retain: false, cancellation);

    private async ValueTask<NotifyOutcome> PublishAsync(WarningMessage message, bool retain, CancellationToken cancellation)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(message, WarningMessageJson.Default.WarningMessage);
        try
        {
            var topic = WarningTemplate.FillTopic(options.Topic, message);
            var taken = await publisher.PublishAsync(topic, payload, options.Qos, retain, cancellation);
            return taken ? NotifyOutcome.Delivered : NotifyOutcome.Retry;
        }
        catch (ArgumentException)
        {
            return NotifyOutcome.Refused;
        }
    }
}
