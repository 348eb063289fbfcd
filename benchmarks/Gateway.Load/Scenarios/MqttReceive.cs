using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Load.References;
using Gateway.Load.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Scenarios;

/// <summary>
/// The MQTT client fed by a bare writer in a process of its own, 80-byte messages; at QoS 1 another task releases the
/// acknowledgements, as the log does. The reference reads and acknowledges, and dispatches nothing.
/// </summary>
internal sealed class MqttReceive(string name, int qos) : Scenario
{
    private PeerProgram _writer = null!;

    public override string Name => name;

    public override string What => $"MQTT client, QoS {qos}, 80-byte messages; reference: bare reader";

    public override string Unit => "messages/s";

    public override async Task PrepareAsync(CancellationToken cancellation) =>
        _writer = await PeerProgram.StartAsync(MqttWriter.Name, "--qos", qos.ToString(), "--size", "80");

    public override async Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation)
    {
        var options = new MqttConnectionOptions { Id = "load", Port = _writer.Port, ClientId = "load", CleanStart = true, KeepAliveS = 600 };
        var sink = new CountingSink();
        await using var client = new MqttClient(
            options, [new MqttSubscriptionOptions { Filter = "sensors/+/t", Qos = qos }], sink, TimeProvider.System, NullLogger.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var settling = sink.SettleAsync(stop.Token);
        var running = client.RunAsync(stop.Token);
        await FirstMessageAsync(sink, client);
        var measured = await Measurement.RateAsync(async () =>
        {
            var before = sink.Messages;
            await Task.Delay(length, TimeProvider.System, cancellation);
            return sink.Messages - before;
        });
        await stop.CancelAsync();
        await running;
        await settling;
        return measured;
    }

    public override Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation) =>
        Measurement.RateAsync(() => BareMqttReader.RunAsync(_writer.Port, qos, length, cancellation));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }
    }

    private static async Task FirstMessageAsync(CountingSink sink, MqttClient client)
    {
        try
        {
            await sink.FirstMessage.WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException e)
        {
            throw new InvalidDataException($"No message came; the client is {client.State}: {client.LastError}", e);
        }
    }
}
