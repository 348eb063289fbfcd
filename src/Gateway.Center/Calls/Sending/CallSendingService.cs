using Gateway.Center.Calls.Channels;
using Gateway.Center.Live;
using Gateway.Notifications.People;

namespace Gateway.Center.Calls.Sending;

/// <summary>Tasks of its own for each channel, so that one that is slow or dead delays no other.</summary>
internal sealed partial class CallSendingService(
    CallOptions options, CallSender sender, CallChannels channels, CenterChanges changes, TimeProvider time, ILogger<CallSendingService> logger) : BackgroundService
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await RecoverAsync(stoppingToken);
        await Task.WhenAll(channels.All.SelectMany(channel => Enumerable.Range(0, options.Parallel).Select(_ => Task.Run(() => WorkAsync(channel, stoppingToken), CancellationToken.None))));
    }

    private async Task WorkAsync(IPersonChannel channel, CancellationToken stopping)
    {
        using var wake = new SemaphoreSlim(0, 1);
        using var listening = changes.Listen(entries =>
        {
            if (wake.CurrentCount == 0 && entries.Any(entry => entry.Kind.StartsWith("call.", StringComparison.Ordinal)))
            {
                Release(wake);
            }
        });
        while (!stopping.IsCancellationRequested)
        {
            await DrainAsync(channel, stopping);
            await WaitAsync(wake, stopping);
        }
    }

    private async Task DrainAsync(IPersonChannel channel, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested && await sender.SendNextAsync(channel, time.GetUtcNow(), stopping))
            {
                // The next one.
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process ends; what was under way is sent again with the same id.
        }
        catch (Exception error)
        {
            LogFailed(logger, error, channel.Name);
        }
    }

    private async Task WaitAsync(SemaphoreSlim wake, CancellationToken stopping)
    {
        using var beat = new CancellationTokenSource(s_beat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, stopping);
        try
        {
            await wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The beat, or the end.
        }
    }

    private async Task RecoverAsync(CancellationToken stopping)
    {
        try
        {
            await sender.RecoverAsync(stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            LogFailed(logger, error, "-");
        }
    }

    private static void Release(SemaphoreSlim wake)
    {
        try
        {
            wake.Release();
        }
        catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
        {
            // Awake already, or gone.
        }
    }

    [LoggerMessage(8402, LogLevel.Error, "Channel {Channel} could not send or note what it sent; it goes on with the next beat.")]
    private static partial void LogFailed(ILogger logger, Exception error, string channel);
}
