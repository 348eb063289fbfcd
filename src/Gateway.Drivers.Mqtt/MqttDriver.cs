using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Mqtt;

/// <summary>Reads the points of one MQTT connection and publishes through it.</summary>
public sealed partial class MqttDriver : IDriver, IMqttPublisher
{
    /// <param name="source">Index of the source, stamped on its batches.</param>
    /// <param name="binary">Decoder of binary payloads; null = the built-in one for plain integers and floats.</param>
    public MqttDriver(
        MqttConnectionOptions options,
        IReadOnlyList<ResolvedMqttBinding> bindings,
        IReadingOutlet outlet,
        int source,
        TimeProvider time,
        ILogger logger,
        IBinaryDecoderFactory? binary = null)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        Id = options.Id;
        _ = (outlet, source, time, logger, binary);
    }

    public string Id { get; }

    /// <summary>The newest messages that could not be read, oldest first, at most 100. Any thread.</summary>
    public IReadOnlyList<SetAsideMessage> SetAside => [];

    public Task RunAsync(CancellationToken stopping) => Task.CompletedTask;

    public DriverHealth GetHealth() => new(Id, "mqtt", LinkState.Starting, []);

    public ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, int qos, bool retain, CancellationToken cancellation) =>
        ValueTask.FromResult(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
