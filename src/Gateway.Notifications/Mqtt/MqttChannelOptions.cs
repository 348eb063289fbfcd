namespace Gateway.Notifications.Mqtt;

public sealed record MqttChannelOptions
{
    public string Name { get; init; } = "mqtt";

    /// <summary>Id of the MQTT connection to publish through.</summary>
    public string Connection { get; init; } = "";

    /// <summary>Topic with placeholders. Default <c>gateway/{site}/warnings/{point}</c>.</summary>
    public string Topic { get; init; } = "gateway/{site}/warnings/{point}";

    /// <summary>0, 1 or 2. Default 1.</summary>
    public int Qos { get; init; } = 1;

    /// <summary>True leaves the newest warning of each topic at the broker. Default false.</summary>
    public bool Retain { get; init; }

    /// <summary>Least tier passed on. Default <c>blue</c>.</summary>
    public string MinTier { get; init; } = "blue";

    /// <summary>True, the default, folds repetitions and floods into summaries; red is never folded. False tells each warning.</summary>
    public bool Fold { get; init; } = true;
}
