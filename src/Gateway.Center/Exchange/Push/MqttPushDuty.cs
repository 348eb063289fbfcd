using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Exchange.Reading;
using Gateway.Center.Ingest;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Push;

/// <summary>
/// Publishes the facts of the ledger in order, and live values now and then, on the center's broker connection. A fact counts as published when the broker
/// has taken it (QoS 1); while the broker is away the cursor stands.
/// </summary>
internal sealed class MqttPushDuty(CenterStore store, ExchangeFeed feed, IEnumerable<IMqttPublisher> publishers, IEnumerable<ILiveValues> live, CenterOptions options) : ICenterDuty
{
    private const string Cursor = "mqtt";
    private const int Batch = 500;

    private static readonly IReadOnlyList<string> s_prefixes =
        ExchangeFeed.Prefixes(ExchangeRights.Sites | ExchangeRights.Warnings | ExchangeRights.Handling | ExchangeRights.Dangers);

    private DateTimeOffset _valuesAt;

    public string Name => "exchange-mqtt";

    public TimeSpan Period => TimeSpan.FromSeconds(1);

    /// <summary><c>rgw/exchange/v1/{county}/{leaf}</c></summary>
    public static string Topic(string county, string leaf) => $"rgw/exchange/v1/{county}/{leaf}";

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!options.Exchange.Mqtt.Publish || publishers.FirstOrDefault() is not { } publisher)
        {
            return;
        }

        await FactsAsync(publisher, cancellation);
        var every = options.Exchange.Mqtt.ValuesEvery;
        if (every > TimeSpan.Zero && now - _valuesAt >= every)
        {
            _valuesAt = now;
            await ValuesAsync(publisher, cancellation);
        }
    }

    private async Task FactsAsync(IMqttPublisher publisher, CancellationToken cancellation)
    {
        var from = await PositionAsync(cancellation);
        var changes = await store.ReadAsync(db => feed.AfterAsync(db, "/", s_prefixes, from, Batch, cancellation), cancellation);
        var reached = from;
        foreach (var fact in changes.Items)
        {
            var topic = Topic(options.County.Id, $"facts/{fact.Kind.Split('.')[0]}/{fact.Site ?? "-"}");
            if (!await publisher.PublishAsync(topic, JsonSerializer.SerializeToUtf8Bytes(fact, CenterJson.Options), 1, retain: false, cancellation))
            {
                await SetAsync(reached, from);
                return;
            }

            reached = fact.Sequence;
        }

        await SetAsync(changes.Next, from);
    }

    private async Task ValuesAsync(IMqttPublisher publisher, CancellationToken cancellation)
    {
        var sites = await store.ReadAsync(db => db.Set<Site>().Select(site => site.Id).ToListAsync(cancellation), cancellation);
        foreach (var site in sites)
        {
            var values = live.SelectMany(source => source.OfSite(site)).Select(ExchangeValue.Of).ToList();
            if (values.Count > 0 && !await publisher.PublishAsync(
                Topic(options.County.Id, $"values/{site}"), JsonSerializer.SerializeToUtf8Bytes(values, CenterJson.Options), 1, retain: false, cancellation))
            {
                return;
            }
        }
    }

    /// <summary>A new follower begins at the end: what is long over is not told as new.</summary>
    private async Task<long> PositionAsync(CancellationToken cancellation)
    {
        var (known, head) = await store.ReadAsync(
            async db => (await db.Set<ExchangeCursor>().FirstOrDefaultAsync(cursor => cursor.Name == Cursor, cancellation), (await LedgerHead.ReadAsync(db, cancellation)).Sequence), cancellation);
        if (known is null)
        {
            await SetAsync(head, -1);
        }

        return known?.Position ?? head;
    }

    private async Task SetAsync(long position, long before)
    {
        if (position == before)
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                var known = await work.Db.Set<ExchangeCursor>().FirstOrDefaultAsync(cursor => cursor.Name == Cursor);
                if (known is null)
                {
                    work.Db.Add(new ExchangeCursor { Name = Cursor, Position = position });
                }
                else
                {
                    known.Position = position;
                }
            },
            CancellationToken.None);
    }
}
