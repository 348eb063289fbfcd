using System.Threading.Channels;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Buffers;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// The queue before the log. It wakes the log at once for a batch whose sender waits or that carries a warning, otherwise when the group window has
/// passed. When it is full the evaluation waits, but not longer than the stall limit in all; then it sheds, counted.
/// </summary>
internal sealed class LogQueue : IAsyncDisposable
{
    private static readonly LocalizedText s_full = new("日志不接收数据，队列已满", "the log takes nothing and its queue is full");

    private readonly Channel<ReadingBatch> _queue;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly PipelineOptions _options;
    private readonly MissingHistory _missing;
    private readonly TimeProvider _time;
    private readonly ITimer _window;
    private int _windowRuns;
    private bool _mayDrain;
    private long _added;
    private long _settled;
    private long _dropped;

    public LogQueue(PipelineOptions options, MissingHistory missing, TimeProvider time)
    {
        (_options, _missing, _time) = (options, missing, time);
        _queue = Channel.CreateBounded<ReadingBatch>(
            new BoundedChannelOptions(options.LogCapacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        _window = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What waits here. A group being committed is neither in the queue any more nor settled yet, nor is a batch whose sender waits for room.</summary>
    public BufferFigures Figures
    {
        get
        {
            var (added, settled, dropped) = (Volatile.Read(ref _added), Volatile.Read(ref _settled), Volatile.Read(ref _dropped));
            return new BufferFigures("log", _queue.Reader.Count, _options.LogCapacity, added, settled, dropped);
        }
    }

    /// <summary>Hands a judged batch over; completes at once while there is room.</summary>
    public ValueTask WriteAsync(ReadingBatch batch)
    {
        var hurry = Hurries(batch);
        Interlocked.Increment(ref _added);
        if (!_queue.Writer.TryWrite(batch))
        {
            return WaitAsync(batch, hurry);
        }

        Announce(hurry);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for work and takes up to <paramref name="most"/> batches. False when all is done.</summary>
    public async ValueTask<bool> TakeAsync(List<ReadingBatch> into, int most)
    {
        // What came while a group was being committed waits for its own window like any other; only what a full group left behind is taken at once.
        while (!_mayDrain || !Drain(into, most))
        {
            if (_queue.Reader.Completion.IsCompleted)
            {
                return false;
            }

            await _signal.Reader.ReadAsync();
            // Before draining, so that a batch that comes after the drain starts a new window.
            Volatile.Write(ref _windowRuns, 0);
            _mayDrain = true;
        }

        _mayDrain = into.Count == most;
        return true;
    }

    public void CountSettled(int batches) => Interlocked.Add(ref _settled, batches);

    public void CountDropped(int batches) => Interlocked.Add(ref _dropped, batches);

    public void Complete()
    {
        _queue.Writer.TryComplete();
        Wake();
    }

    public ValueTask DisposeAsync() => _window.DisposeAsync();

    private bool Drain(List<ReadingBatch> into, int most)
    {
        while (into.Count < most && _queue.Reader.TryRead(out var batch))
        {
            into.Add(batch);
        }

        return into.Count > 0;
    }

    // Asked before the batch is handed over: afterwards it belongs to the log.
    private static bool Hurries(ReadingBatch batch) => batch.Delivery is not null || batch.Warnings.Count > 0;

    private void Announce(bool hurry)
    {
        if (hurry || _queue.Reader.Count >= _options.MaxBatchesPerCommit)
        {
            Wake();
        }
        else if (Interlocked.Exchange(ref _windowRuns, 1) == 0)
        {
            _window.Change(_options.GroupWindow, Timeout.InfiniteTimeSpan);
        }
    }

    private void Wake() => _signal.Writer.TryWrite(true);

    private async ValueTask WaitAsync(ReadingBatch batch, bool hurry)
    {
        Wake();
        var began = _time.GetTimestamp();
        while (!_missing.IsDeclared)
        {
            var left = _options.StallLimit - _time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || !await RoomAsync(left))
            {
                _missing.Declare(s_full);
                break;
            }

            if (_queue.Writer.TryWrite(batch))
            {
                Announce(hurry);
                return;
            }
        }

        Shed(batch, hurry);
    }

    // Once history counts as missing nobody waits any more, but room that is there is used.
    private void Shed(ReadingBatch batch, bool hurry)
    {
        if (_queue.Writer.TryWrite(batch))
        {
            Announce(hurry);
            return;
        }

        CountDropped(1);
        _missing.Shed(batch);
    }

    private async ValueTask<bool> RoomAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        try
        {
            return await _queue.Writer.WaitToWriteAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
