using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Load.Center.Edges;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Center.Watching;

/// <summary>The reference: reads the same streams of the same broker at the same time, counts, and does nothing with them.</summary>
internal sealed class BareSubscriber : IMqttMessageSink, IAsyncDisposable
{
    public const string Name = "bare";
    private const string IdField = "\"body\":{\"version\":1,\"type\":\"warning\",\"id\":\"";
    private static readonly byte[] s_idField = Encoding.UTF8.GetBytes(IdField);
    private readonly CancellationTokenSource _stop = new();
    private readonly PublishedWarnings _published;
    private readonly MqttClient _client;
    private readonly Task _run;
    private long _batches;

    private BareSubscriber(int brokerPort, PublishedWarnings published)
    {
        _published = published;
        var options = new MqttConnectionOptions { Id = Name, ClientId = Name, Port = brokerPort, Version = "5", CleanStart = true };
        _client = new MqttClient(options, [Of(LinkTopics.Live), Of(LinkTopics.Events)], this, TimeProvider.System, NullLogger.Instance);
        _run = Task.Run(() => _client.RunAsync(_stop.Token));
    }

    /// <summary>Live batches so far.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    public static async Task<BareSubscriber> StartAsync(int brokerPort, PublishedWarnings published, CancellationToken cancellation)
    {
        var bare = new BareSubscriber(brokerPort, published);
        while (bare._client.State != LinkState.Online)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }

        return bare;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    void IMqttMessageSink.OnMessage(in MqttMessage message)
    {
        if (message.Topic.EndsWith("/live"u8))
        {
            Interlocked.Increment(ref _batches);
            return;
        }

        var at = message.Payload.IndexOf(s_idField);
        if (at >= 0)
        {
            var rest = message.Payload[(at + s_idField.Length)..];
            var site = Encoding.UTF8.GetString(message.Topic).Split('/')[3];
            _published.See(Name, $"{site}/edge-1/{Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)'"')])}");
        }
    }

    void IMqttMessageSink.OnOversize(ReadOnlySpan<byte> topic, int length)
    {
    }

    ValueTask IMqttMessageSink.OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
    {
        delivery?.Settle(DeliveryOutcome.Accepted);
        return ValueTask.CompletedTask;
    }

    private static MqttSubscriptionOptions Of(string leaf) => new() { Filter = LinkTopics.All(SimulatedEdge.County, leaf), Qos = 1 };
}
