using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Ingest.Readings;
using Gateway.Center.Ingest.Watch;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Center.Tests.Ingest.Support;

/// <summary>A center on a real broker, with what its receivers were told.</summary>
internal static class LinkedCenter
{
    public static Task<CenterUnderTest> StartAsync(Broker broker, IEventReceiver receiver, MqttConnectionOptions connection) =>
        StartAsync(broker, receiver, change: options => options with { Link = options.Link with { Broker = connection } });

    public static async Task<CenterUnderTest> StartAsync(
        Broker broker, IEventReceiver? events = null, RecordedWarnings? warnings = null, Func<CenterOptions, CenterOptions>? change = null)
    {
        var center = await CenterUnderTest.StartAsync(
            options =>
            {
                var linked = options with { Link = new LinkOptions { Broker = broker.Connection($"center-{Guid.NewGuid():N}"), ReceiptMs = 50 } };
                var made = change?.Invoke(linked) ?? linked;

                // By the center's clock, which tests move by minutes within milliseconds: no answer of the broker comes late.
                return made with { Link = made.Link with { Broker = made.Link.Broker! with { TimeoutMs = 86_400_000 } } };
            },
            services =>
            {
                services.RemoveAll<IWarningIntake>();
                services.AddSingleton<IWarningIntake>(warnings ?? new RecordedWarnings());
                if (events is not null)
                {
                    services.RemoveAll<IEventReceiver>();
                    services.AddSingleton(events);
                }
            });
        await Eventually.TrueAsync(() => center.Services.GetRequiredService<LinkHealth>().UpSince is not null);
        return center;
    }

    public static Task<List<LedgerEntry>> LedgerAsync(this CenterUnderTest center, string kind) => center.Store.ReadAsync(
        db => db.Set<LedgerEntry>().Where(entry => entry.Kind == kind).OrderBy(entry => entry.Sequence).ToListAsync(), CancellationToken.None);

    public static Task LedgerHasAsync(this CenterUnderTest center, string kind, int count = 1) =>
        Eventually.TrueAsync(async () => (await center.LedgerAsync(kind)).Count >= count);

    public static async Task<EdgeBox?> EdgeAsync(this CenterUnderTest center, TestEdge edge) => await center.Store.ReadAsync(
        db => db.Set<EdgeBox>().FirstOrDefaultAsync(box => box.SiteId == edge.Site && box.EdgeId == edge.Edge), CancellationToken.None);

    public static async Task<double[]> ValuesAsync(this CenterUnderTest center, TestEdge edge, string point)
    {
        await TestHistory.WrittenAsync(center);
        var store = center.Services.GetRequiredService<CenterHistory>().Store;
        var now = center.Time.GetUtcNow();
        var samples = await store.QueryAsync(
            SitePoint.HistoryIdOf(edge.Site, edge.Edge, point), now.AddDays(-2), now.AddDays(60), HistoryResolution.Raw, 10_000, CancellationToken.None);
        return [.. samples.Select(sample => sample.Mean)];
    }
}

/// <summary>Remembers the events the center took.</summary>
internal sealed class RecordedEvents : IEventReceiver
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedEvent> _events = [];

    /// <summary>Events of this kind make it fail.</summary>
    public string? Poison { get; init; }

    /// <summary>Thrown by turns until there are no more.</summary>
    public Queue<Exception> Troubles { get; } = new();

    public IReadOnlyList<ReceivedEvent> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public Task ReceiveAsync(CenterWork work, ReceivedEvent received)
    {
        if (Troubles.TryDequeue(out var trouble))
        {
            throw trouble;
        }

        if (received.Message.Kind == Poison)
        {
            throw new InvalidOperationException("poison");
        }

        lock (_gate)
        {
            _events.Add(received);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Remembers the warnings of the center's own.</summary>
internal sealed class RecordedWarnings : IWarningIntake
{
    private readonly Lock _gate = new();
    private readonly List<(string Site, string Edge, WarningMessage Message)> _all = [];

    public IReadOnlyList<(string Site, string Edge, WarningMessage Message)> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public Task<Warning?> TakeAsync(CenterWork work, Site site, string edgeId, WarningMessage message, WarningOrigin origin)
    {
        lock (_gate)
        {
            _all.Add((site.Id, edgeId, message));
        }

        return Task.FromResult<Warning?>(null);
    }
}
