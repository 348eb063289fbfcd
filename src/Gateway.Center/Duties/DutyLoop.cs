namespace Gateway.Center.Duties;

/// <summary>One duty, again and again.</summary>
internal sealed class DutyLoop(ICenterDuty duty, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _wake = new(0, 1);
    private volatile bool _hasRun;

    public string Name => duty.Name;

    public DateTimeOffset? LastGood { get; private set; }

    /// <summary>It has run once and waits for its beat, which is armed.</summary>
    public bool HasRun => _hasRun;

    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await RunOnceAsync(stopping);
            await WaitAsync(stopping);
        }
    }

    public void Dispose() => _wake.Dispose();

    private async Task RunOnceAsync(CancellationToken stopping)
    {
        try
        {
            await duty.RunAsync(time.GetUtcNow(), stopping);
            LastGood = time.GetUtcNow();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (Exception error)
        {
            logger.LogDutyFailed(error, duty.Name);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var beat = new CancellationTokenSource(duty.Period, time);
        _hasRun = true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, stopping);
        try
        {
            await _wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The beat, or the end.
        }
    }
}

internal static partial class DutyLog
{
    [LoggerMessage(8000, LogLevel.Error, "Duty {Duty} failed and is tried again at its next beat.")]
    public static partial void LogDutyFailed(this ILogger logger, Exception error, string duty);
}
