using Gateway.Center.Ledger;

namespace Gateway.Center.Live;

/// <summary>Tells parts of the running center what was committed. Nothing here is durable: who must not miss a fact reads the ledger from where it stands. Thread-safe.</summary>
public sealed class CenterChanges(ILogger<CenterChanges> logger)
{
    private readonly Lock _gate = new();
    private Action<IReadOnlyList<LedgerEntry>>[] _listeners = [];

    /// <summary>The listener must return at once and may not call the store; it queues or wakes.</summary>
    /// <returns>Ends the listening.</returns>
    public IDisposable Listen(Action<IReadOnlyList<LedgerEntry>> listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Ending(this, listener);
    }

    public void Publish(IReadOnlyList<LedgerEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        foreach (var listener in Volatile.Read(ref _listeners))
        {
            try
            {
                listener(entries);
            }
            catch (Exception error)
            {
                logger.LogListenerFailed(error);
            }
        }
    }

    private sealed class Ending(CenterChanges changes, Action<IReadOnlyList<LedgerEntry>> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (changes._gate)
            {
                changes._listeners = [.. changes._listeners.Where(other => other != listener)];
            }
        }
    }
}

internal static partial class LiveLog
{
    [LoggerMessage(8100, LogLevel.Error, "A part of the center failed over a change; the others were told.")]
    public static partial void LogListenerFailed(this ILogger logger, Exception error);
}
