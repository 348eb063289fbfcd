using Gateway.Notifications.Mqtt;
using Gateway.Notifications.Sounder;
using Gateway.Notifications.Webhook;

namespace Gateway.Edge.Configuration;

/// <summary>Whom to tell, beside the log of the program.</summary>
public sealed record NotificationsSection
{
    public IReadOnlyList<MqttChannelOptions> Mqtt { get; init; } = [];

    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];

    public IReadOnlyList<SounderOptions> Sounders { get; init; } = [];
}
