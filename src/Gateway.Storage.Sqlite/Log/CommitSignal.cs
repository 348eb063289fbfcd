namespace Gateway.Storage.Sqlite.Log;

/// <summary>Lets readers wait for the next commit. One short lock a commit; nothing is allocated while nobody waits.</summary>
internal sealed class CommitSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private long _last;
    private bool _closed;

    public long Last => Volatile.Read(ref _last);

    public void Committed(long last)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            Volatile.Write(ref _last, last);
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult();
    }

    public async ValueTask WaitForAsync(long sequence, CancellationToken cancellation)
    {
        while (Last <= sequence)
        {
            await Next(sequence).WaitAsync(cancellation);
        }
    }

    public void Close()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _closed = true;
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetException(new ObjectDisposedException(nameof(SqliteDurableLog)));
    }

    private Task Next(long sequence)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteDurableLog));
            if (_last > sequence)
            {
                return Task.CompletedTask;
            }

            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }
}
