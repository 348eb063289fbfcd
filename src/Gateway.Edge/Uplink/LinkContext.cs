using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink.Options;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Uplink;

/// <summary>What every part of the link works with. Thread-safe.</summary>
internal sealed class LinkContext(UplinkOptions options, string site, SqliteDurableLog log, ILinkClient client, TimeProvider time)
{
    private long _lastReceipt;
    private volatile string[] _taken = [];

    public UplinkOptions Options => options;

    public string Site => site;

    public SqliteDurableLog Log => log;

    public ILinkClient Client => client;

    public TimeProvider Time => time;

    /// <summary>Name of the log and its runs as they are told: from the oldest one the center has taken of; all while that is not known.</summary>
    public (string Epoch, IReadOnlyList<LinkRun> Runs) Identity
    {
        get
        {
            var (epoch, runs) = log.Identity;
            var from = _taken is { Length: > 0 } taken ? taken.Min(id => Math.Max(0, runs.ToList().FindIndex(run => run.Id == id))) : 0;
            return (epoch, [.. runs.Skip(from).Select(run => new LinkRun(run.Id, run.First))]);
        }
    }

    /// <summary>All runs the log remembers.</summary>
    public IReadOnlyList<LinkRun> Runs => [.. log.Identity.Runs.Select(run => new LinkRun(run.Id, run.First))];

    /// <summary>The center has taken messages of these runs, so older ones need not be told.</summary>
    public void Taken(TakenRun? events, TakenRun? readings) => _taken = events is { Id.Length: > 0 } && readings is { Id.Length: > 0 } ? [events.Id, readings.Id] : [];

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>When the center last sent a receipt, UTC ticks; 0 when it has not since the start.</summary>
    public long LastReceipt => Volatile.Read(ref _lastReceipt);

    public void Heard() => Volatile.Write(ref _lastReceipt, Now.UtcTicks);

    public ValueTask<bool> SendAsync(string leaf, byte[] payload, CancellationToken cancellation) => client.PublishAsync(leaf, payload, retain: false, cancellation);

    public ValueTask<bool> SendAsync(EventMessage message, CancellationToken cancellation) => SendAsync(LinkTopics.Events, LinkJson.Encode(message), cancellation);
}
