using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Makes batches durable, many in one commit, then tells their senders. The only caller of <see cref="IDurableLog.Append"/>.
/// A failing log is tried again with growing pauses; after the stall limit its batches are given up, counted, and each
/// further group is one more attempt at most.
/// </summary>
internal sealed partial class LogStage(
    PipelineOptions options, LogQueue queue, MissingHistory missing, IDurableLog log, BatchPool pool, TimeProvider time, ILogger logger)
{
    private readonly List<ReadingBatch> _group = [];
    private readonly ILogger _logger = logger;
    private long _lastAttempt;
    private bool _hasStored;
    private long _failed;
    private Task _task = Task.CompletedTask;

    public long FailedCommits => Volatile.Read(ref _failed);

    public void Start() => _task = Task.Run(RunAsync);

    /// <summary>Commits what is queued and ends.</summary>
    public Task StopAsync()
    {
        queue.Complete();
        return _task;
    }

    private async Task RunAsync()
    {
        while (await queue.TakeAsync(_group, options.MaxBatchesPerCommit))
        {
            if (await CommitAsync())
            {
                Settle();
            }
            else
            {
                GiveUp();
            }

            _group.Clear();
        }

        // The last word on a gap, when nothing more will come to carry it.
        PayDebt();
    }

    private async ValueTask<bool> CommitAsync()
    {
        if (missing.IsDeclared && time.GetElapsedTime(_lastAttempt) < options.RetryPause)
        {
            return false;
        }

        var began = time.GetTimestamp();
        var pause = options.RetryPause;
        while (!TryAppend())
        {
            if (missing.IsDeclared || time.GetElapsedTime(began) >= options.StallLimit)
            {
                return false;
            }

            await Task.Delay(pause, time);
            pause = pause + pause < options.StallLimit ? pause + pause : options.StallLimit;
        }

        Recover();
        PayDebt();
        return true;
    }

    private void Recover()
    {
        if (missing.IsDeclared)
        {
            missing.Recover();
            LogRecovered(missing.Readings);
        }
        else if (!_hasStored)
        {
            // An alarm that an earlier run left standing ends with the first commit of this one.
            missing.Recover();
        }

        _hasStored = true;
    }

    private bool TryAppend()
    {
        _lastAttempt = time.GetTimestamp();
        try
        {
            log.Append(_group);
            return true;
        }
        catch (Exception error)
        {
            if (Interlocked.Increment(ref _failed) == 1 || !missing.IsDeclared)
            {
                LogAppendFailed(error, _group.Count);
            }

            return false;
        }
    }

    private void Settle()
    {
        foreach (var batch in _group)
        {
            batch.Delivery?.Settle(DeliveryOutcome.Accepted);
            pool.Return(batch);
        }

        queue.CountSettled(_group.Count);
    }

    private void GiveUp()
    {
        if (!missing.IsDeclared)
        {
            missing.Declare(GapRecord.Describe(GapReason.NotStored));
            LogHistoryMissing(options.StallLimit);
        }

        foreach (var batch in _group)
        {
            missing.Shed(batch);
        }

        queue.CountDropped(_group.Count);
    }

    private void PayDebt()
    {
        var (gap, kept) = missing.TakeDebt();
        if (gap is not null)
        {
            WriteGap(gap);
        }

        if (kept is not null)
        {
            WriteKept(kept);
        }
    }

    private void WriteGap(GapRecord gap)
    {
        try
        {
            log.AppendEvent(GapCodec.ToEvent(gap));
        }
        catch (Exception error)
        {
            missing.ReturnDebt(gap);
            LogAppendFailed(error, 0);
        }
    }

    private void WriteKept(ReadingBatch kept)
    {
        try
        {
            log.Append([kept]);
            pool.Return(kept);
        }
        catch (Exception error)
        {
            missing.Shed(kept);
            LogAppendFailed(error, 1);
        }
    }

    [LoggerMessage(3020, LogLevel.Warning, "The durable log did not store a group of {Batches} batches; it is tried again.")]
    private partial void LogAppendFailed(Exception error, int batches);

    [LoggerMessage(3021, LogLevel.Error, "The durable log has stored nothing for {StallLimit}; history is missing from now on. Warnings still go out.")]
    private partial void LogHistoryMissing(TimeSpan stallLimit);

    [LoggerMessage(3022, LogLevel.Warning, "The durable log stores again. {Readings} readings are missing since the start, recorded as gaps.")]
    private partial void LogRecovered(long readings);
}
