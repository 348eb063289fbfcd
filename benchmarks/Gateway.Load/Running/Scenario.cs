namespace Gateway.Load.Running;

/// <summary>One thing measured, with the bare reference it is compared with. Prepared once, then both sides alternate.</summary>
public abstract class Scenario : IAsyncDisposable
{
    /// <summary>As in the summary, for example <c>influx.encode</c>.</summary>
    public abstract string Name { get; }

    public abstract string What { get; }

    public abstract string Unit { get; }

    /// <summary>Core that both ends are pinned to; -1 for none.</summary>
    public virtual int Core => -1;

    public virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public abstract Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation);

    public abstract Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
