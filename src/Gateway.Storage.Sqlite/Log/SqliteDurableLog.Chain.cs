using Gateway.Pipeline.Ports;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>What the link to the center needs of the log: its name, its events alone, the hash chain over them. Any thread.</summary>
public sealed partial class SqliteDurableLog
{
    /// <summary>Names this log: a new or lost file has another. Empty while the file cannot be opened.</summary>
    public string Epoch
    {
        get
        {
            lock (_gate)
            {
                return _store?.Chain.Epoch ?? "";
            }
        }
    }

    /// <summary>The log's name and the openings of it that gave out sequences, as they belong together; no name while the file cannot be opened.</summary>
    public (string Epoch, IReadOnlyList<LogRun> Runs) Identity
    {
        get
        {
            lock (_gate)
            {
                return _store is { } store ? (store.Chain.Epoch, store.Runs.Runs) : ("", []);
            }
        }
    }

    /// <summary>Entries after a sequence that are neither readings nor marks of judging, oldest first; a damaged one comes as a gap.</summary>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public IReadOnlyList<LogEntry> EventsAfter(long sequence, int maxBytes)
    {
        try
        {
            return _store is { } store && sequence < LastSequence ? store.ReadEvents(sequence, LastSequence, maxBytes) : [];
        }
        catch (Exception error) when (error is SqliteException or ObjectDisposedException)
        {
            throw new DurableLogException($"The events of the log could not be read: {error.Message}", error);
        }
    }

    /// <summary>The newest link of the chain at or before a sequence; null when there is none.</summary>
    public ChainLink? FindChain(long sequence)
    {
        lock (_gate)
        {
            return _store?.Chain.Find(sequence);
        }
    }

    /// <summary>Keeps links of the chain, durably.</summary>
    /// <exception cref="DurableLogException">Nothing was stored.</exception>
    public void KeepChain(IReadOnlyList<ChainLink> links) => Write(store => store.KeepChain(links), appends: false);

    /// <summary>Gives the log a new name because its sequences were given out before (a copy was put back). The chain begins anew, and so do the runs.</summary>
    /// <exception cref="DurableLogException">Nothing was stored.</exception>
    public string RenewEpoch()
    {
        Write(store => store.RenewEpoch(), appends: false);
        return Epoch;
    }
}
