using Gateway.Notifications.Mqtt;
using Gateway.Notifications.Sounder;
using Gateway.Notifications.Webhook;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>Checks the channels: their own options, unique names, and that connection and output exist.</summary>
internal static class NotificationsValidator
{
    // A channel's name is also that of its cursor in the log.
    private static readonly string[] Taken = ["recent", "log", "influx", "history", "uplink.events", "uplink.readings"];

    public static void Validate(EdgeOptions options, References references, string name, ConfigurationErrors errors)
    {
        var (section, names) = (options.Notifications, new HashSet<string>(Taken));
        var connections = options.Mqtt.Connections.Select(connection => connection.Id).ToHashSet();
        var outputs = options.Modbus.Lines.SelectMany(line => line.Outputs).Select(output => output.Id).ToHashSet();
        for (var i = 0; i < section.Mqtt.Count; i++)
        {
            var path = $"{name}: notifications.mqtt[{i}]";
            MqttChannelOptionsValidator.Validate(section.Mqtt[i], path, errors);
            ConfigurationValidator.Unique(names, section.Mqtt[i].Name, $"{path}.name", errors);
            Known(connections, section.Mqtt[i].Connection, !references.Connections, $"{path}.connection", errors);
        }

        for (var i = 0; i < section.Webhooks.Count; i++)
        {
            var path = $"{name}: notifications.webhooks[{i}]";
            WebhookOptionsValidator.Validate(section.Webhooks[i], path, errors);
            ConfigurationValidator.Unique(names, section.Webhooks[i].Name, $"{path}.name", errors);
        }

        for (var i = 0; i < section.Sounders.Count; i++)
        {
            var path = $"{name}: notifications.sounders[{i}]";
            SounderOptionsValidator.Validate(section.Sounders[i], path, errors);
            ConfigurationValidator.Unique(names, section.Sounders[i].Name, $"{path}.name", errors);
            Known(outputs, section.Sounders[i].Output, !references.Outputs, $"{path}.output", errors);
        }
    }

    private static void Known(HashSet<string> known, string written, bool unknown, string path, ConfigurationErrors errors)
    {
        var list = string.Join(", ", known.Order(StringComparer.Ordinal));
        errors.Require(unknown || written.Length == 0 || known.Contains(written), path, written, $"其中之一：{list}", $"one of: {list}");
    }
}
