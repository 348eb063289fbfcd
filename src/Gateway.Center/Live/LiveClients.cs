using System.Collections.Concurrent;

namespace Gateway.Center.Live;

/// <summary>The open connections, limited for each account and in all. Thread-safe.</summary>
internal sealed class LiveClients(Configuration.CenterOptions options, ILogger<LiveClients> logger)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, LiveClient> _clients = new(StringComparer.Ordinal);
    private long _dropped;

    public IEnumerable<LiveClient> All => _clients.Values;

    public int Count => _clients.Count;

    /// <summary>Connections that were dropped because they took too long, since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void NoteDropped() => Interlocked.Increment(ref _dropped);

    public LiveClient? Find(string connection) => _clients.GetValueOrDefault(connection);

    /// <returns>False when there are too many.</returns>
    public bool TryAdd(LiveClient client)
    {
        lock (_gate)
        {
            var ofAccount = _clients.Values.Count(other => other.User.Account == client.User.Account);
            if (ofAccount >= options.Live.ConnectionsPerAccount || _clients.Count >= options.Live.Connections)
            {
                logger.LogTooMany(client.User.Account, ofAccount);
                return false;
            }

            return _clients.TryAdd(client.Id, client);
        }
    }

    /// <summary>Ends every connection of an account.</summary>
    public void DropOf(string account)
    {
        foreach (var client in _clients.Values.Where(client => client.User.Account == account))
        {
            client.Drop();
        }
    }

    public void Remove(string connection) => _clients.TryRemove(connection, out _);
}
