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
    private static readonly string[] s_leaves =
        [LinkTopics.State, LinkTopics.Table, LinkTopics.Events, LinkTopics.Live, LinkTopics.Backlog, LinkTopics.Answers];

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

    private async Task ConnectAsync(MqttConnectionOptions broker, CancellationToken stopping)
    {
        var named = broker with
        {
            Id = broker.Id.Length > 0 ? broker.Id : "center",
            ClientId = string.IsNullOrEmpty(broker.ClientId) ? $"center-{options.County.Id}" : broker.ClientId,
            CleanStart = false,
        };
        var subscriptions = s_leaves.Select(leaf => new MqttSubscriptionOptions { Filter = LinkTopics.All(options.County.Id, leaf), Qos = 1 }).ToList();
        await using var client = new MqttClient(named, subscriptions, sink, time, _logger);
        client.StateChanged = state => health.Set(state == Pipeline.Ports.LinkState.Online);
        health.Ask(() => client.Trouble);
        publisher.Use(client);
        await client.RunAsync(stopping);
        publisher.Use(null);
    }

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
