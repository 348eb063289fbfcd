namespace Gateway.Drivers.Mqtt.Options;

public sealed record MqttSubscriptionOptions
{
    /// <summary>Topic filter with <c>+</c>, <c>#</c>, or <c>{name}</c> for one level.</summary>
    public string Filter { get; init; } = "";

    /// <summary>0, 1 or 2. Default 1.</summary>
    public int Qos { get; init; } = 1;
}
