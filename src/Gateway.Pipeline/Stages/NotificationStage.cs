using System.Text.Json;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Reads warnings from the log, with a cursor of its own, and sends them through one channel: at least once, in order, also
/// after a restart. For a live channel it sends only what did not get out live, and what an earlier run left behind its cursor. A channel in trouble is tried again with
/// growing pauses; its cursor stands still meanwhile. For a durable channel that folds, it folds here: what is folded is kept before the cursor moves.
/// </summary>
/// <param name="folder">Null = every warning is told.</param>
internal sealed partial class NotificationStage(
    IWarningChannel channel, LiveChannel? live, WarningFolder? folder, IDurableLog log, TimeProvider time, ILogger logger)
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>A reader without a cursor does not tell the whole past.</summary>
    private static readonly TimeSpan s_newReaderLooksBack = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    /// <summary>Live warnings do not come this way, so a short pause between looks costs nobody anything and spares the small box.</summary>
    private readonly TimeSpan _pace = TimeSpan.FromMilliseconds(live is null ? 250 : 1000);

    /// <summary>A cursor that passed nothing to tell is kept this long before it is written; a restart only reads that much again.</summary>
    private static readonly TimeSpan s_cursorAge = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private long _cursorWritten = time.GetTimestamp();

    /// <summary>Nobody knows any more whether a warning up to here got out live: the process that sent it has ended.</summary>
    private readonly long _lastOfEarlierRuns = log.LastSequence;

    private readonly string _reader = live is null ? channel.Name : $"{channel.Name}.missed";
    private long _notBefore;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var cursor = Math.Max(log.GetCursor(_reader), folder is { } kept && kept.Sequence <= log.LastSequence ? kept.Sequence : 0);
            _notBefore = cursor == 0 ? (time.GetUtcNow() - s_newReaderLooksBack).UtcTicks : 0;
            while (true)
            {
                cursor = await ReadOnAsync(cursor, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async ValueTask<long> ReadOnAsync(long cursor, CancellationToken stopping)
    {
        try
        {
            await WaitAsync(cursor, stopping);
            await SummarizeAsync(cursor, stopping);
            foreach (var entry in log.ReadAfter(cursor, MaxBytes))
            {
                if (entry.Kind == LogEntryKind.Warning && entry.Time >= _notBefore)
                {
                    await DeliverAsync(entry, stopping);
                    folder?.Save(entry.Sequence);
                    log.SetCursor(_reader, entry.Sequence);
                }

                cursor = entry.Sequence;
            }

            if (time.GetElapsedTime(_cursorWritten) >= s_cursorAge)
            {
                log.SetCursor(_reader, cursor);
                _cursorWritten = time.GetTimestamp();
            }

            await Task.Delay(_pace, time, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogReadFailed(error, channel.Name);
            await Task.Delay(s_firstPause, time, stopping);
        }

        return cursor;
    }

    // Wakes for an entry, and when a summary comes due.
    private async ValueTask WaitAsync(long cursor, CancellationToken stopping)
    {
        if (folder?.Wait(time.GetUtcNow().UtcTicks, s_longestPause) is not { } most)
        {
            await log.WaitForAsync(cursor, stopping);
            return;
        }

        using var due = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, due.Token);
        try
        {
            await log.WaitForAsync(cursor, either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // A summary may have come due.
        }
    }

    private async ValueTask SummarizeAsync(long cursor, CancellationToken stopping)
    {
        if (folder?.Due(time.GetUtcNow().UtcTicks) is not { Count: > 0 } due)
        {
            return;
        }

        foreach (var summary in due)
        {
            await InsistAsync(token => channel.SendAsync(summary, token), summary.Id, stopping);
        }

        folder.Save(cursor);
    }

    private async ValueTask DeliverAsync(LogEntry entry, CancellationToken stopping)
    {
        while (live is { IsBusy: true })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, stopping);
        }

        var askLive = entry.Sequence > _lastOfEarlierRuns ? live : null;
        if (askLive is { HasMissed: false } || Decode(entry) is not { } warning || askLive?.TakeMissed(warning.Id) == false
            || (folder is not null && channel.Concerns(warning) && !folder.Tells(warning)))
        {
            return;
        }

        await InsistAsync(token => channel.SendAsync(warning, token), warning.Id, stopping);
    }

    private async ValueTask InsistAsync(Func<CancellationToken, ValueTask<NotifyOutcome>> send, string id, CancellationToken stopping)
    {
        var pause = s_firstPause;
        while (true)
        {
            var outcome = await TrySendAsync(send, stopping);
            if (outcome == NotifyOutcome.Refused)
            {
                LogRefused(channel.Name, id);
            }

            // A live channel gets exactly one more chance: what is live must not queue behind what is old.
            if (outcome != NotifyOutcome.Retry || live is not null)
            {
                return;
            }

            await Task.Delay(pause, time, stopping);
            pause = pause + pause < s_longestPause ? pause + pause : s_longestPause;
        }
    }

    private async ValueTask<NotifyOutcome> TrySendAsync(Func<CancellationToken, ValueTask<NotifyOutcome>> send, CancellationToken stopping)
    {
        try
        {
            return await send(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            LogSendFailed(error, channel.Name);
            return NotifyOutcome.Retry;
        }
    }

    private WarningEvent? Decode(LogEntry entry)
    {
        try
        {
            return LogCodec.DecodeWarning(entry.Payload.Span);
        }
        catch (JsonException error)
        {
            LogUnreadable(error, entry.Sequence);
            return null;
        }
    }

    [LoggerMessage(3030, LogLevel.Warning, "Reading the log for the warning channel {Channel} failed; it is tried again.")]
    private partial void LogReadFailed(Exception error, string channel);

    [LoggerMessage(3031, LogLevel.Warning, "The warning channel {Channel} threw while sending; it is tried again.")]
    private partial void LogSendFailed(Exception error, string channel);

    [LoggerMessage(3032, LogLevel.Error, "The warning channel {Channel} refused warning {Warning} for good.")]
    private partial void LogRefused(string channel, string warning);

    [LoggerMessage(3033, LogLevel.Error, "Log entry {Sequence} is not a readable warning and is passed over.")]
    private partial void LogUnreadable(Exception error, long sequence);
}
