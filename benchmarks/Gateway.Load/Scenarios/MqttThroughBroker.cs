using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Load.Gateways;
using Gateway.Load.References;
using Gateway.Load.Running;
using Gateway.Testing.Peers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Scenarios;

/// <summary>
/// The MQTT client and mosquitto_sub subscribed to the same topics of one mosquitto at the same time, while a bare publisher in a
/// process of its own writes as fast as the broker takes it.
/// </summary>
internal sealed class MqttThroughBroker(int qos) : GatewayScenario
{
    private const int Size = 80;
    private const string Filter = "sensors/+/t";

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    public override string Name => $"mqtt.mosquitto.qos{qos}";

    public override string What => $"MQTT client through mosquitto, QoS {qos}, 80-byte messages; beside it mosquitto_sub on the same topics";

    public override async Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var broker = await Broker.StartAsync(folder);
        await using var peer = MosquittoSub.Start(broker.Port, Filter, qos, Size, folder.File("received"));
        var sink = new CountingSink();
        var options = new MqttConnectionOptions { Id = "load", Port = broker.Port, ClientId = "load", CleanStart = true };
        await using var client = new MqttClient(
            options, [new MqttSubscriptionOptions { Filter = Filter, Qos = qos }], sink, TimeProvider.System, NullLogger.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var settling = sink.SettleAsync(stop.Token);
        var running = client.RunAsync(stop.Token);
        await Task.Delay(s_warmUp, TimeProvider.System, cancellation);
        await MeasureAsync(broker.Port, (settings.Length + s_warmUp).TotalSeconds, settings.Length, (sink, peer), report, cancellation);
        await stop.CancelAsync();
        await running;
        await settling;
    }

    private async Task MeasureAsync(
        int port, double seconds, TimeSpan length, (CountingSink Product, MosquittoSub Peer) ends, FigureReport report, CancellationToken cancellation)
    {
        await using var publisher = PeerProgram.Start(
            MqttPublisher.Name, "--port", $"{port}", "--qos", $"{qos}", "--size", $"{Size}", "--seconds", $"{seconds:F1}");
        await Until(() => ends.Product.Messages > 0 && ends.Peer.Messages > 0, cancellation);
        await Task.Delay(s_warmUp / 2, TimeProvider.System, cancellation);
        var start = TimeProvider.System.GetTimestamp();
        var (product, peer) = (ends.Product.Messages, ends.Peer.Messages);
        await Task.Delay(length, TimeProvider.System, cancellation);
        (product, peer) = (ends.Product.Messages - product, ends.Peer.Messages - peer);
        var elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        report(Name, product / elapsed, peer / elapsed, "messages/s");
        await publisher.WaitForOutputAsync(MqttPublisher.Sent);
        await ReportLossAsync(SentBy(publisher), ends, report, cancellation);
    }

    /// <summary>Waits until nothing more comes and compares with what was sent; the bar is what mosquitto_sub lost.</summary>
    private async Task ReportLossAsync(long sent, (CountingSink Product, MosquittoSub Peer) ends, FigureReport report, CancellationToken cancellation)
    {
        var before = -1L;
        while (before != ends.Product.Messages + ends.Peer.Messages)
        {
            before = ends.Product.Messages + ends.Peer.Messages;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellation);
        }

        await ends.Peer.StopAsync();
        report($"{Name}.sent", sent, sent, "messages");
        report($"{Name}.lost", sent - ends.Product.Messages, sent - ends.Peer.Messages, "messages");
    }

    private static long SentBy(PeerProcess publisher) =>
        long.Parse(publisher.Output.Split('\n').Single(l => l.StartsWith(MqttPublisher.Sent, StringComparison.Ordinal))[MqttPublisher.Sent.Length..]);

    private static async Task Until(Func<bool> condition, CancellationToken cancellation)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(10);
        while (!condition())
        {
            if (TimeProvider.System.GetUtcNow() > end)
            {
                throw new InvalidDataException("One of the subscribers received nothing.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
        }
    }
}
