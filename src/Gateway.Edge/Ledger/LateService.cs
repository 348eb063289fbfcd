using Gateway.Core.Alarms;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Ledger;

/// <summary>
/// Follows the durable log, and when late data have come and no more do, judges their event time again and writes what people were not told at the time. What
/// is late needs no storing of its own: after a restart the log is read again from before it, and an entry that is already there is not written again.
/// </summary>
internal sealed partial class LateService
{
    /// <summary>Name of its cursor in the log.</summary>
    public const string ReaderName = "late";

    private const int BytesAtOnce = 1 << 20;
    private const int MostInBatch = 500;

    private readonly IDurableLog _log;
    private readonly LateWatch _watch;
    private readonly Func<LedgerRun> _judge;
    private readonly Func<IReadOnlyList<PointPlan>> _plans;
    private readonly Func<IReadOnlyList<AlarmTransition>, Task<bool>> _enter;
    private readonly LateOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Queue<(long Sequence, long Time)> _done = new();
    private long _position;
    private long _since;
    private long _newest;

    /// <param name="judge">A fresh judgement.</param>
    /// <param name="plans">What is judged now.</param>
    /// <param name="enter">Makes entries durable; false when that did not work now.</param>
    public LateService(
        IDurableLog log, LateWatch watch, Func<LedgerRun> judge, Func<IReadOnlyList<PointPlan>> plans,
        Func<IReadOnlyList<AlarmTransition>, Task<bool>> enter, LateOptions options, TimeProvider time, ILogger logger)
    {
        (_log, _watch, _judge, _plans, _enter, _options, _time, _logger) = (log, watch, judge, plans, enter, options, time, logger);
        var cursor = log.GetCursor(ReaderName);
        // The cursor of another log than this one means nothing.
        _position = cursor <= log.LastSequence ? cursor : 0;
    }

    /// <summary>Entries written since the start.</summary>
    public long Entered { get; private set; }

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_options.Beat, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await BeatAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is late is found again at the next start.
        }
    }

    /// <summary>One look at the log. Never throws for trouble with the stores.</summary>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        try
        {
            Follow(cancellation);
            if (_watch.Any && IsDue(Now))
            {
                await JudgeAsync(cancellation);
            }

            MoveCursor();
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(_logger, error);
        }
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    private bool IsDue(long now) => now - _newest >= _options.Quiet.Ticks || now - _since >= _options.AtMost.Ticks;

    private void Follow(CancellationToken cancellation)
    {
        while (_log.ReadAfter(_position, BytesAtOnce) is { Count: > 0 } entries)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var entry in entries)
            {
                Note(entry);
            }

            _position = entries[^1].Sequence;
        }
    }

    private void Note(LogEntry entry)
    {
        var any = _watch.Any;
        if (_watch.Note(entry))
        {
            _newest = Now;
            _since = any ? _since : _newest;
        }
    }

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        var late = _watch.Take();
        try
        {
            var outcome = await _judge().RunAsync(_plans(), late, Now, cancellation);
            foreach (var batch in outcome.Entries.Chunk(MostInBatch))
            {
                if (!await _enter(batch))
                {
                    throw new DurableLogException("The durable log did not take the entries about late data.");
                }

                Tell(batch);
            }

            TellNotJudged(outcome);
            Again(outcome.Remaining);
        }
        catch
        {
            Again(late);
            throw;
        }
    }

    private void Again(IReadOnlyDictionary<string, LateStretch> late)
    {
        foreach (var (point, stretch) in late)
        {
            _watch.Mark(point, stretch);
        }

        (_since, _newest) = (Now, Now);
    }

    private void Tell(IReadOnlyList<AlarmTransition> entries)
    {
        Entered += entries.Count;
        foreach (var entry in entries)
        {
            LogEntered(_logger, entry.AlarmId, entry.Reason.Text.Zh, entry.Reason.Text.En);
        }
    }

    private void TellNotJudged(LedgerOutcome outcome)
    {
        if (outcome.NotJudged.Count > 0)
        {
            LogTooMany(_logger, string.Join(", ", outcome.NotJudged.Take(20)), outcome.NotJudged.Count);
        }
    }

    // Everything before a place noted while nothing was late is done for good; the look back only tells how far points had got.
    private void MoveCursor()
    {
        var now = Now;
        if (!_watch.Any && (_done.Count == 0 || now - _done.Last().Time >= _options.Quiet.Ticks))
        {
            _done.Enqueue((_position, now));
        }

        var place = 0L;
        while (_done.TryPeek(out var oldest) && now - oldest.Time >= _options.LookBack.Ticks)
        {
            place = _done.Dequeue().Sequence;
        }

        if (place > _log.GetCursor(ReaderName))
        {
            _log.SetCursor(ReaderName, place);
        }
    }

    [LoggerMessage(7060, LogLevel.Information, "Late data of {Alarm}: {Zh} / {En}")]
    private static partial void LogEntered(ILogger logger, string alarm, string zh, string en);

    [LoggerMessage(7061, LogLevel.Warning, "Late data of {Count} points could not be judged again, there are too many samples: {Points}")]
    private static partial void LogTooMany(ILogger logger, string points, int count);

    [LoggerMessage(7062, LogLevel.Warning, "Late data could not be judged again now; it is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
