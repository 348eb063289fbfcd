namespace Gateway.Drivers.Mqtt.Options;

/// <summary>The message carries an array of readings; the point's is picked by its id.</summary>
public sealed record MqttArrayOptions
{
    /// <summary>JSON path of the array; empty = the payload itself.</summary>
    public string Path { get; init; } = "";

    /// <summary>JSON path of the id inside an element; null = every element is a reading of this point (a series).</summary>
    public string? IdPath { get; init; }

    /// <summary>Id of this point's elements, compared as text; a number is compared as written.</summary>
    public string Id { get; init; } = "";
}
