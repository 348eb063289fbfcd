namespace Gateway.Drivers.Mqtt.Options;

/// <param name="Point">Index of the point in the running point table.</param>
public readonly record struct ResolvedMqttBinding(int Point, MqttPointBinding Binding);
