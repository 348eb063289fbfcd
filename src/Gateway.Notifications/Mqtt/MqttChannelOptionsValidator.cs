using Gateway.Pipeline.Configuration;

namespace Gateway.Notifications.Mqtt;

public static class MqttChannelOptionsValidator
{
    /// <param name="path">JSON path of the channel.</param>
    public static void Validate(MqttChannelOptions options, string path, ConfigurationErrors errors)
    {
        ChannelRules.Name(options.Name, path, errors);
        ChannelRules.Tier(options.MinTier, $"{path}.minTier", errors);
        ChannelRules.Template(options.Topic, $"{path}.topic", errors);
        errors.Require(options.Connection.Length > 0, $"{path}.connection", options.Connection, "一个 MQTT 连接的 id", "the id of an MQTT connection");
        errors.Require(
            options.Topic.Length > 0 && options.Topic.AsSpan().IndexOfAny('+', '#', '\0') < 0, $"{path}.topic", options.Topic,
            "不含 + # 的主题", "a topic without + and #");
        errors.Require(options.Qos is >= 0 and <= 2, $"{path}.qos", options.Qos, "0、1 或 2", "0, 1 or 2");
    }
}
