using System.Threading.Channels;
using Gateway.Core.Alarms;
using Gateway.Core.State;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Health;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Judges the batches of the site. One task owns the evaluator; batches, commands and beats of the clock come through
/// one bounded channel, in order. Warnings leave for the live channels before the batch goes to the log.
/// </summary>
internal sealed partial class EvaluateStage : IAsyncDisposable
{
    private static readonly TimeSpan s_shortestBeat = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestBeat = TimeSpan.FromSeconds(1);

    private readonly Channel<EvaluateItem> _queue;
    private readonly int _capacity;
    private readonly SiteEvaluator _evaluator;
    private readonly PointBoard _board;
    private readonly BatchPool _pool;
    private readonly LiveWarnings _live;
    private readonly LogQueue _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly ClockWatch _clock;
    private readonly TimeSpan _saveEvery;
    private long _saveAt;
    private long _beatAt = long.MaxValue;
    private int _beaten;
    private long _added;
    private long _settled;
    private Task _task = Task.CompletedTask;

    public EvaluateStage(
        int capacity, TimeSpan saveEvery, SiteEvaluator evaluator, PointBoard board, BatchPool pool, LiveWarnings live, LogQueue log,
        TimeProvider time, ILogger logger)
    {
        (_capacity, _saveEvery, _evaluator, _board, _pool, _live, _log, _time, _logger) =
            (capacity, saveEvery, evaluator, board, pool, live, log, time, logger);
        _queue = Channel.CreateBounded<EvaluateItem>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        _clock = new ClockWatch(time);
        _timer = time.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public BufferFigures Figures
    {
        get
        {
            var added = Volatile.Read(ref _added);
            var settled = Volatile.Read(ref _settled);
            return new BufferFigures("evaluate", Math.Max(0, added - settled), _capacity, added, settled, 0);
        }
    }

    /// <summary>Only before <see cref="Start"/>, or for plain counters.</summary>
    public SiteEvaluator Evaluator => _evaluator;

    public void Start() => _task = Task.Run(RunAsync);

    /// <summary>About how many bytes it takes to remember; found out at the first time otherwise.</summary>
    public int StateSize { private get; set; }

    /// <summary>What judging remembers now. Only before <see cref="Start"/>, or by its own task.</summary>
    public ReadOnlyMemory<byte> Remember()
    {
        // Of about the right size at once, and handed over as it is: at ten thousand points it takes megabytes.
        var writer = new StateWriter(StateSize + (StateSize / 8) + 4096);
        _evaluator.Save(writer);
        StateSize = writer.Written.Length;
        return writer.Detached;
    }

    /// <summary>Takes the batch if there is room now.</summary>
    public bool TryWrite(ReadingBatch batch)
    {
        if (!_queue.Writer.TryWrite(new EvaluateItem(batch, null)))
        {
            return false;
        }

        Interlocked.Increment(ref _added);
        return true;
    }

    /// <summary>Takes the batch; waits while the queue is full. False when the stage has stopped.</summary>
    public ValueTask<bool> WriteAsync(ReadingBatch batch, CancellationToken cancellation) =>
        WaitAsync(new EvaluateItem(batch, null), cancellation);

    /// <summary>Runs a command in turn. Cancelled when the stage stops first.</summary>
    public async Task<object?> RunAsync(EvaluateCommand command, CancellationToken cancellation)
    {
        if (!await WaitAsync(new EvaluateItem(null, command), cancellation))
        {
            command.Cancel();
        }

        return await command.Done.WaitAsync(cancellation);
    }

    /// <summary>Takes no more, finishes what it has.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _task;
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private async ValueTask<bool> WaitAsync(EvaluateItem item, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellation);
            if (item.Batch is not null)
            {
                Interlocked.Increment(ref _added);
            }

            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    private async Task RunAsync()
    {
        _saveAt = _time.GetUtcNow().UtcTicks + _saveEvery.Ticks;
        Arm();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var item))
            {
                await HandleAsync(item);
            }

            Arm();
        }

        await SaveAsync(_time.GetUtcNow().UtcTicks);
    }

    // Rides in the log queue behind all that was judged before, so that it says exactly what the log holds up to its place.
    private async ValueTask SaveAsync(long now)
    {
        _saveAt = now + _saveEvery.Ticks;
        var batch = _pool.Rent(source: -1, now);
        batch.Judging = Remember();
        await _log.WriteAsync(batch);
    }

    private async ValueTask HandleAsync(EvaluateItem item)
    {
        var now = _clock.Read(out var unset);
        if (unset != now && !(item.Batch is { } waiting && ClockWatch.IsBefore(waiting.ReceivedTime, unset, now)))
        {
            await SetForwardAsync(unset, now);
        }

        if (item.Batch is { } batch)
        {
            batch.ReceivedTime = _clock.Carried(batch.ReceivedTime);
            Judge(batch, now);
            await _log.WriteAsync(batch);
            Volatile.Write(ref _settled, _settled + 1);
        }
        else if (item.Command is { } command)
        {
            await RunOwnAsync(now, command);
        }

        // Batches that wait carry their own time: silence must not run out while they lie here.
        if (now >= _evaluator.NextDeadline && _queue.Reader.Count == 0 && unset == now)
        {
            await RunOwnAsync(now, null);
        }

        if (now >= _saveAt)
        {
            await SaveAsync(now);
        }
    }

    // Somebody set the clock: nothing that counts silence or delays has waited for it.
    private async ValueTask SetForwardAsync(long unset, long now)
    {
        _clock.Take(unset, now);
        LogSetForward((now - unset) / TimeSpan.TicksPerSecond);
        var from = Math.Max(unset, _evaluator.Clock);
        await RunOwnAsync(now, new EvaluateCommand((evaluator, to, batch) =>
        {
            evaluator.SetForward(from, to, batch.Transitions, batch.Warnings);
            batch.Mark = new JudgingMark(JudgingEvent.ClockSet, to) { From = from };
            return null;
        }));
    }

    private void Judge(ReadingBatch batch, long now)
    {
        try
        {
            // The log holds the time the readings were judged at, so that a replay judges the same.
            batch.ReceivedTime = _evaluator.Evaluate(batch.Readings, batch.ReceivedTime, now, batch.Transitions, batch.Warnings);
        }
        catch (Exception error)
        {
            LogJudgementFailed(error, batch.Source, batch.Count);
        }

        _live.Publish(batch.Warnings);
        ShowOnBoard(batch);
    }

    // Transitions of time or of a person ride in a batch of their own, without readings.
    private async ValueTask RunOwnAsync(long now, EvaluateCommand? command)
    {
        var reached = _evaluator.Clock;
        // A little behind what readings have brought is no step of the clock.
        now = now < reached && now >= reached - SiteEvaluator.ClockStepAfter.Ticks ? reached : now;
        var batch = _pool.Rent(source: -1, now);
        try
        {
            if (command is null)
            {
                _evaluator.Elapse(now, batch.Transitions, batch.Warnings);
                batch.Mark = batch.Transitions.Count > 0 || _evaluator.Clock < reached ? new JudgingMark(JudgingEvent.Elapsed, _evaluator.Clock) : null;
            }
            else
            {
                command.Run(_evaluator, now, batch);
            }
        }
        catch (Exception error)
        {
            LogJudgementFailed(error, batch.Source, batch.Count);
        }

        _live.Publish(batch.Warnings);
        ShowOnBoard(batch);
        if (batch.Transitions.Count + batch.Warnings.Count > 0 || batch.Mark is not null || batch.Judging is not null)
        {
            await _log.WriteAsync(batch);
        }
        else
        {
            _pool.Return(batch);
        }
    }

    private void ShowOnBoard(ReadingBatch batch)
    {
        var readings = batch.Readings;
        for (var i = 0; i < readings.Length; i++)
        {
            string? text = null;
            batch.Texts?.TryGetValue(i, out text);
            _board.Set(readings[i], batch.ReceivedTime, text);
        }

        foreach (var warning in batch.Warnings)
        {
            _board.SetTier(warning.Point.Index, warning.To);
        }
    }

    // One that finds the queue full is not needed: the task is awake and looks at the clock after every item.
    private void Beat()
    {
        Volatile.Write(ref _beaten, 1);
        _queue.Writer.TryWrite(default);
    }

    // Whether the timer runs is known from the timer alone: it may fire a little before its time by the clock.
    private void Arm()
    {
        _beatAt = Interlocked.Exchange(ref _beaten, 0) == 1 ? long.MaxValue : _beatAt;
        var now = _time.GetUtcNow().UtcTicks;
        var deadline = Math.Max(_evaluator.NextDeadline, now + s_shortestBeat.Ticks);
        deadline = Math.Min(deadline, now + s_longestBeat.Ticks);
        if (deadline < _beatAt)
        {
            _beatAt = deadline;
            _timer.Change(TimeSpan.FromTicks(deadline - now), Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(3002, LogLevel.Warning, "The clock of this machine was set forward by {Seconds} s; delays and silence go on from where they stood. Look at NTP.")]
    private partial void LogSetForward(long seconds);

    [LoggerMessage(3001, LogLevel.Error, "Judging a batch of {Count} readings from source {Source} failed; the readings are still stored.")]
    private partial void LogJudgementFailed(Exception error, int source, int count);
}
