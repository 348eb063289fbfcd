using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ingest.Outgoing;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Records;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Live;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Center.Ingest.Link;

/// <summary>Runs the link: the client of the broker, the two lanes and the receipts. One lane that fails is begun again; the others go on.</summary>
internal sealed partial class LinkService(
    CenterOptions options, CenterStore store, LinkSink sink, CoverageBook coverage, EdgeBook edges, LiveValues live, RecordLane records, ReadingLane readings,
    ReceiptLoop receipts, LinkPublisher publisher, LinkHealth health, CenterChanges changes, IServiceProvider services, TimeProvider time,
    ILogger<LinkService> logger) : BackgroundService
{
    // Topic and header of a packet, beside its payload.
    private const int MostTopicBytes = 1024;

    private static readonly TimeSpan s_tiersReach = TimeSpan.FromDays(90);
    private readonly ILogger _logger = logger;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await coverage.LoadAsync(store, cancellationToken);
        await edges.LoadAsync(store, cancellationToken);
        await live.LoadAsync(store, time.GetUtcNow() - s_tiersReach, cancellationToken);
        CommandDuty.Follow(changes, services.GetRequiredService<DutyScheduler>);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lanes = new[]
        {
            Task.Run(() => KeepAsync("records", records.RunAsync, stoppingToken), CancellationToken.None),
            Task.Run(() => KeepAsync("readings", readings.RunAsync, stoppingToken), CancellationToken.None),
            Task.Run(() => KeepAsync("receipts", receipts.RunAsync, stoppingToken), CancellationToken.None),
        };
        if (options.Link.Broker is { } broker)
        {
            await ConnectAsync(broker, stoppingToken);
        }

        await Task.WhenAll(lanes);

        // What was stored and not noted yet is noted now: the next start asks for less.
        await receipts.SaveAsync(CancellationToken.None);
    }

    /// <summary>Two connections: what is answered late on the one holds nothing on the other.</summary>
    private async Task ConnectAsync(MqttConnectionOptions broker, CancellationToken stopping)
    {
        var (id, clientId) = (broker.Id.Length > 0 ? broker.Id : "center", string.IsNullOrEmpty(broker.ClientId) ? $"center-{options.County.Id}" : broker.ClientId);
        var other = options.Link.ReadingsBroker;
        var readingsId = string.IsNullOrEmpty(other?.ClientId) ? $"{clientId}-readings" : other.ClientId;
        await using var first = ClientOf(broker with { Id = id, ClientId = clientId }, LinkSink.RecordLeaves, sink.Records);
        await using var second = ClientOf((other ?? broker) with { Id = $"{id}-readings", ClientId = readingsId, Will = null }, LinkSink.ReadingLeaves, sink.Readings);
        var looking = new Lock();
        void Look()
        {
            lock (looking)
            {
                health.Set(IsHearing(first) && IsHearing(second));
            }
        }

        first.StateChanged = second.StateChanged = _ => Look();
        first.Subscribed = second.Subscribed = Look;
        health.Ask(() => first.Trouble ?? second.Trouble);
        publisher.Use(first);
        await Task.WhenAll(first.RunAsync(stopping), second.RunAsync(stopping));
        publisher.Use(null);
    }

    private static bool IsHearing(MqttClient client) => client is { State: Pipeline.Ports.LinkState.Online, IsSubscribed: true };

    private MqttClient ClientOf(MqttConnectionOptions named, IEnumerable<string> leaves, LinkWay way) => new(
        named with { MaxPacketBytes = Math.Max(named.MaxPacketBytes, options.Link.MaxMessageBytes + MostTopicBytes), CleanStart = false },
        [.. leaves.Select(leaf => new MqttSubscriptionOptions { Filter = LinkTopics.All(options.County.Id, leaf), Qos = 1 })], way, time, _logger);

    private async Task KeepAsync(string name, Func<CancellationToken, Task> run, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await run(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogLaneFailed(error, name);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(8205, LogLevel.Critical, "The {Lane} lane of the link failed and is begun again.")]
    private partial void LogLaneFailed(Exception error, string lane);
}
