using System.Collections.Concurrent;
using System.Threading.Channels;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline.Stages;

/// <summary>The live queue of one warning channel and the task that empties it.</summary>
internal sealed partial class LiveChannel : IDisposable
{
    private const int MostRemembered = 10_000;

    private readonly IWarningChannel _channel;
    private readonly Channel<WarningEvent> _queue;
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, bool> _missed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private long _added;
    private long _settled;
    private long _dropped;
    private bool _failing;
    private Task _task = Task.CompletedTask;

    public LiveChannel(IWarningChannel channel, int capacity, TimeProvider time, ILogger logger)
    {
        (_channel, _capacity, _time, _logger) = (channel, capacity, time, logger);
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
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var warning))
            {
                await SendAsync(warning);
                Interlocked.Increment(ref _settled);
            }
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
