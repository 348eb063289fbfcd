using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink.Options;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Uplink;

/// <summary>What every part of the link works with. Thread-safe.</summary>
internal sealed class LinkContext(UplinkOptions options, string site, SqliteDurableLog log, ILinkClient client, TimeProvider time)
{
    private long _lastReceipt;

    public UplinkOptions Options => options;

    public string Site => site;

    public SqliteDurableLog Log => log;

    public ILinkClient Client => client;

    public TimeProvider Time => time;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>When the center last sent a receipt, UTC ticks; 0 when it has not since the start.</summary>
    public long LastReceipt => Volatile.Read(ref _lastReceipt);

    public void Heard() => Volatile.Write(ref _lastReceipt, Now.UtcTicks);

    public ValueTask<bool> SendAsync(string leaf, byte[] payload, CancellationToken cancellation) => client.PublishAsync(leaf, payload, retain: false, cancellation);

    public ValueTask<bool> SendAsync(EventMessage message, CancellationToken cancellation) => SendAsync(LinkTopics.Events, LinkJson.Encode(message), cancellation);
}
