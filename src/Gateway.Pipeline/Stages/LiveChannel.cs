using System.Collections.Concurrent;
using System.Threading.Channels;
using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline.Stages;

/// <summary>The live queue of one warning channel and the task that empties it. Where the channel folds, it folds here.</summary>
internal sealed partial class LiveChannel : IDisposable
{
    private const int MostRemembered = 10_000;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_retryPause = TimeSpan.FromSeconds(1);

    private readonly IWarningChannel _channel;
    private readonly Channel<WarningEvent> _queue;
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WarningFolder? _folder;
    private readonly List<WarningSummary> _owed = [];
    private readonly ConcurrentDictionary<string, bool> _missed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private long _added;
    private long _settled;
    private long _dropped;
    private bool _failing;
    private Task _task = Task.CompletedTask;

    /// <param name="folder">Null = every warning is told.</param>
    public LiveChannel(IWarningChannel channel, int capacity, WarningFolder? folder, TimeProvider time, ILogger logger)
    {
        (_channel, _capacity, _folder, _time, _logger) = (channel, capacity, folder, time, logger);
        _queue = Channel.CreateBounded<WarningEvent>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    }

    public IWarningChannel Target => _channel;

    public BufferFigures Figures
    {
        get
        {
            var (added, settled, dropped) = (Volatile.Read(ref _added), Volatile.Read(ref _settled), Volatile.Read(ref _dropped));
            return new BufferFigures($"live-{_channel.Name}", Math.Max(0, added - settled - dropped), _capacity, added, settled, dropped);
        }
    }

    /// <summary>Never waits: what finds no room is counted here and told once more from the log.</summary>
    public void Offer(WarningEvent warning)
    {
        Interlocked.Increment(ref _added);
        if (!_queue.Writer.TryWrite(warning))
        {
            Interlocked.Increment(ref _dropped);
            Miss(warning);
        }
    }

    /// <summary>True while a warning is offered and its outcome not known; then nobody can say yet whether it was missed.</summary>
    public bool IsBusy => Volatile.Read(ref _added) > Volatile.Read(ref _settled) + Volatile.Read(ref _dropped);

    /// <summary>True while a warning did not get out live and was not taken over from the log yet. Settled only when not <see cref="IsBusy"/>.</summary>
    public bool HasMissed => !_missed.IsEmpty;

    /// <summary>True once for a warning that did not get out live.</summary>
    public bool TakeMissed(string warningId) => _missed.TryRemove(warningId, out _);

    public void Start() => _task = Task.Run(RunAsync);

    public async Task StopAsync(TimeSpan patience)
    {
        _queue.Writer.TryComplete();
        try
        {
            await _task.WaitAsync(patience, _time);
        }
        catch (TimeoutException)
        {
            await _stopping.CancelAsync();
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        while (await WaitAsync())
        {
            while (_queue.Reader.TryRead(out var warning))
            {
                await HandleAsync(warning);
                Interlocked.Increment(ref _settled);
            }

            await SummarizeAsync();
        }
    }

    // Wakes for a warning, and when a summary comes due. False when there will be no more warnings: what is folded then is told by the next run.
    private async ValueTask<bool> WaitAsync()
    {
        var wait = _owed.Count > 0 ? s_retryPause : _folder?.Wait(_time.GetUtcNow().UtcTicks, s_longestWait);
        if (wait is not { } most)
        {
            return await _queue.Reader.WaitToReadAsync();
        }

        using var due = new CancellationTokenSource(most, _time);
        try
        {
            return await _queue.Reader.WaitToReadAsync(due.Token);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private async ValueTask HandleAsync(WarningEvent warning)
    {
        if (_folder is null || !_channel.Concerns(warning))
        {
            await SendAsync(warning);
            return;
        }

        var tells = _folder.Tells(warning);
        if (tells)
        {
            await SendAsync(warning);
        }

        // In a rush the last of it is enough. What is owed is in the state kept before.
        if (_queue.Reader.Count == 0 && _owed.Count == 0)
        {
            _folder.Save(0);
        }
    }

    private async ValueTask SummarizeAsync()
    {
        if (_folder?.Due(_time.GetUtcNow().UtcTicks) is { } due)
        {
            _owed.AddRange(due);
        }

        var owed = _owed.Count;
        while (_owed.Count > 0 && await TrySendAsync(_owed[0]))
        {
            _owed.RemoveAt(0);
        }

        if (owed > 0 && _owed.Count == 0)
        {
            _folder!.Save(0);
        }
    }

    private async ValueTask<bool> TrySendAsync(WarningSummary summary)
    {
        try
        {
            var outcome = await _channel.SendAsync(summary, _stopping.Token);
            SayWhetherItFails(outcome != NotifyOutcome.Delivered, null);
            return outcome != NotifyOutcome.Retry;
        }
        catch (Exception error)
        {
            SayWhetherItFails(true, error);
            return false;
        }
    }

    private async ValueTask SendAsync(WarningEvent warning)
    {
        try
        {
            var outcome = await _channel.SendAsync(warning, _stopping.Token);
            if (outcome == NotifyOutcome.Retry)
            {
                Miss(warning);
            }

            SayWhetherItFails(outcome != NotifyOutcome.Delivered, null);
        }
        catch (Exception error)
        {
            Miss(warning);
            SayWhetherItFails(true, error);
        }
    }

    private void Miss(WarningEvent warning)
    {
        if (_missed.Count < MostRemembered)
        {
            _missed[warning.Id] = true;
        }
    }

    private void SayWhetherItFails(bool fails, Exception? error)
    {
        if (fails == _failing)
        {
            return;
        }

        _failing = fails;
        if (fails)
        {
            LogFails(error, _channel.Name);
        }
        else
        {
            LogWorks(_channel.Name);
        }
    }

    [LoggerMessage(3010, LogLevel.Warning, "The live warning channel {Channel} does not deliver; its warnings are sent once more from the log.")]
    private partial void LogFails(Exception? error, string channel);

    [LoggerMessage(3011, LogLevel.Information, "The live warning channel {Channel} delivers again.")]
    private partial void LogWorks(string channel);
}
