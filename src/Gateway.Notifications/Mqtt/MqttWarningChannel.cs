using System.Text.Json;
using Gateway.Contracts.V1;
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

    public async ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        if (!TierFilter.Concerns(warning, _least))
        {
            return NotifyOutcome.Delivered;
        }

        var message = WarningMessageFactory.Create(warning, site);
        var payload = JsonSerializer.SerializeToUtf8Bytes(message, WarningMessageJson.Default.WarningMessage);
        try
        {
            var topic = WarningTemplate.FillTopic(options.Topic, message);
            var taken = await publisher.PublishAsync(topic, payload, options.Qos, options.Retain, cancellation);
            return taken ? NotifyOutcome.Delivered : NotifyOutcome.Retry;
        }
        catch (ArgumentException)
        {
            return NotifyOutcome.Refused;
        }
    }
}
