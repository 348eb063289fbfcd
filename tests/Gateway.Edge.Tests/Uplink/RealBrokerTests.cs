using System.Collections.Concurrent;
using System.Text;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;
using Gateway.Edge.Uplink;
using Gateway.Edge.Uplink.Lanes;
using Gateway.Edge.Uplink.Options;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

/// <summary>The whole link over a real mosquitto that keeps nothing, with a center that confirms when told to.</summary>
public class RealBrokerTests
{
    [Fact]
    public async Task A_broker_that_stops_starts_and_forgets_costs_nothing()
    {
        await using var bench = new LinkBench();
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var options = new UplinkOptions
        {
            County = "c1", Heartbeat = TimeSpan.FromSeconds(1), ReceiptTimeout = TimeSpan.FromSeconds(1), LiveInterval = TimeSpan.FromMilliseconds(200),
            Broker = new MqttConnectionOptions { Port = port, Reconnect = new MqttReconnectOptions { MinMs = 20, MaxMs = 100 } },
        };
        await File.WriteAllTextAsync(folder.File("m.conf"), $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
        var broker = await StartAsync(folder, port);
        using var stop = new CancellationTokenSource();
        await using var center = new ListeningCenter(options, bench.Log.Epoch);
        var listening = center.RunAsync(stop.Token);
        await using var service = ServiceOf(bench, options);
        var running = service.RunAsync(stop.Token);

        bench.Write();
        bench.WriteTransition("a");
        await Eventually.TrueAsync(() => service.Figures.ReadingsReceipted == bench.Log.LastSequence && service.Figures.EventsReceipted > 0);
        await Eventually.TrueAsync(() => center.State?.Online == true);

        center.Receipts = false;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Write();
        bench.WriteTransition("b");
        await broker.DisposeAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Write();
        bench.WriteTransition("c");
        broker = await StartAsync(folder, port);
        center.Receipts = true;
        await Eventually.TrueAsync(() => service.Figures.ReadingsReceipted == bench.Log.LastSequence, 30);
        await Eventually.TrueAsync(() => center.Events.Count == 3 && bench.Log.GetCursor(EventLane.Reader) == center.Events.Keys.Max(), 30);

        center.Events.Values.OrderBy(message => message.Sequence).Select(message => message.Body.GetProperty("id").GetString()).ShouldBe(["a", "b", "c"]);
        center.Readings.Count.ShouldBe(bench.Written);
        await stop.CancelAsync();
        await Task.WhenAll(running, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await broker.DisposeAsync();
    }

    /// <summary>One version lets the broker say how much it takes; with the other it ends the connection.</summary>
    [Theory]
    [InlineData("5")]
    [InlineData("3.1.1")]
    public async Task A_table_too_large_for_the_broker_is_told_and_the_rest_of_the_link_goes_on(string version)
    {
        await using var bench = new LinkBench();
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var options = new UplinkOptions
        {
            County = "c1", Heartbeat = TimeSpan.FromSeconds(1), ReceiptTimeout = TimeSpan.FromSeconds(1), LiveInterval = TimeSpan.FromMilliseconds(200),
            Broker = new MqttConnectionOptions { Port = port, Version = version, Reconnect = new MqttReconnectOptions { MinMs = 20, MaxMs = 100 } },
        };
        await File.WriteAllTextAsync(folder.File("m.conf"), $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_packet_size 100000\n");
        await using var broker = await StartAsync(folder, port);
        using var stop = new CancellationTokenSource();
        await using var center = new ListeningCenter(options, bench.Log.Epoch);
        var listening = center.RunAsync(stop.Token);
        var records = new ConcurrentQueue<string>();
        await using var service = ServiceOf(bench, options, [new string('x', 200_000)], records);
        var running = service.RunAsync(stop.Token);

        await Eventually.TrueAsync(() => service.Figures.TableTrouble is not null, 30);
        service.Figures.TableTrouble!.En.Contains("100000 bytes", StringComparison.Ordinal).ShouldBe(version == "5");
        await Eventually.TrueAsync(() => records.Contains("tableRefused"));
        bench.Write();
        bench.WriteTransition("a");
        await Eventually.TrueAsync(() => service.Figures.ReadingsReceipted == bench.Log.LastSequence && service.Figures.EventsReceipted > 0, 30);

        await stop.CancelAsync();
        await Task.WhenAll(running, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static async Task<PeerProcess> StartAsync(TemporaryFolder folder, int port)
    {
        var broker = PeerProcess.Start("mosquitto", "-c", folder.File("m.conf"));
        await broker.WaitForPortAsync(port);
        return broker;
    }

    private static UplinkService ServiceOf(LinkBench bench, UplinkOptions options, IReadOnlyList<string>? packs = null, ConcurrentQueue<string>? records = null)
    {
        var table = new TableMessage { Hash = "h", SiteName = new WarningText("站", "site"), Scenarios = [], Zones = [], Points = [], RulePacks = packs ?? [] };
        return new UplinkService(
            options, new UplinkSite("s1", bench.Folder, bench.Log, () => table, (name, _) => records?.Enqueue(name)),
            new BrokerClient(options, "s1", "{}"u8.ToArray(), TimeProvider.System, NullLogger.Instance), _ => null!, TimeProvider.System, NullLogger.Instance);
    }

    private sealed class ListeningCenter : IMqttMessageSink, IAsyncDisposable
    {
        private readonly UplinkOptions _options;
        private readonly string _epoch;
        private readonly MqttClient _client;
        private readonly RangeSet _ranges = new();
        private readonly Lock _gate = new();

        public ListeningCenter(UplinkOptions options, string epoch)
        {
            (_options, _epoch) = (options, epoch);
            var broker = options.Broker with { Id = "center", ClientId = "center" };
            _client = new MqttClient(broker, [new MqttSubscriptionOptions { Filter = "rgw/v1/c1/+/+/#" }], this, TimeProvider.System, NullLogger.Instance);
        }

        public bool Receipts { get; set; } = true;

        public ConcurrentDictionary<long, EventMessage> Events { get; } = new();

        public ConcurrentDictionary<(string, long), bool> Readings { get; } = new();

        public StateMessage? State { get; private set; }

        public async Task RunAsync(CancellationToken stopping)
        {
            var connection = _client.RunAsync(stopping);
            while (!stopping.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
                if (Receipts)
                {
                    await _client.PublishAsync(LinkTopics.Of("c1", "s1", _options.Edge, LinkTopics.Receipts), LinkJson.Encode(Receipt()), 1, false, CancellationToken.None);
                }
            }

            await connection;
        }

        public void OnMessage(in MqttMessage message)
        {
            if (!LinkTopics.TryParse(Encoding.UTF8.GetString(message.Topic), out var address))
            {
                return;
            }

            if (address.Leaf == LinkTopics.Events && LinkJson.TryDecode<EventMessage>(message.Payload, out _) is { } happened)
            {
                Events[happened.Sequence] = happened;
            }
            else if (address.Leaf == LinkTopics.State)
            {
                State = LinkJson.TryDecode<StateMessage>(message.Payload, out _);
            }
            else if (address.Leaf is LinkTopics.Live or LinkTopics.Backlog && ReadingsCodec.TryDecode(message.Payload.ToArray(), out var batch, out _))
            {
                // The rows before the range: who sees that it is here finds them all.
                for (var row = 0; row < batch.Count; row++)
                {
                    Readings[(batch.PointIds[batch.Points[row]], batch.Times[row])] = true;
                }

                lock (_gate)
                {
                    _ranges.Add(batch.Range);
                }
            }
        }

        public void OnOversize(ReadOnlySpan<byte> topic, int length)
        {
        }

        public ValueTask OnReadEndAsync(IDeliveryHandle? delivery, CancellationToken cancellation)
        {
            delivery?.Settle(DeliveryOutcome.Accepted);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => _client.DisposeAsync();

        private ReceiptMessage Receipt()
        {
            lock (_gate)
            {
                var at = 0L;
                foreach (var message in Events.Values.OrderBy(message => message.Sequence).TakeWhile(message => message.After <= at || at == 0))
                {
                    at = message.After <= at ? message.Sequence : at;
                }

                return new ReceiptMessage
                {
                    Epoch = _epoch, Events = at, Readings = _ranges.Ranges is [{ After: 0 } first, ..] ? first.UpTo : 0,
                    Ahead = [.. _ranges.Ranges.Where(range => range.After > 0)],
                };
            }
        }
    }
}
