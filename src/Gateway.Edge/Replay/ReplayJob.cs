using System.CommandLine;
using Gateway.Edge.Commands;
using Gateway.Edge.Configuration;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Replay;

/// <summary>Carries out one replay: reads, judges, writes, compares. Output files appear whole or not at all.</summary>
/// <param name="mine">The configuration with the rules to judge by.</param>
/// <param name="other">With the rules to compare with; null when nobody asked.</param>
internal sealed class ReplayJob(
    ReplayRequest request, EdgeOptions mine, EdgeOptions? other, ConfigurationSource source, bool chinese, InvocationConfiguration console)
{
    private const int Differs = 1;

    private readonly ReplaySite _mine = new(mine);
    private readonly ReplaySite? _other = other is null ? null : new ReplaySite(other);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            return await ReplayAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or DurableLogException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(chinese ? $"无法完成重判：{error.Message}" : $"The replay could not be finished: {error.Message}");
            return Differs;
        }
    }

    private async Task<int> ReplayAsync(CancellationToken cancellation)
    {
        using var output = new WholeFile(request.Output, Console.OpenStandardOutput);
        using var run = new ReplayRun(_mine, output.Stream);
        using var against = _other is null ? null : new ReplayRun(_other, null);
        var errors = new ConfigurationErrors();
        var sameAsLive = true;
        if (request.Input is { } file)
        {
            ReadCsv(file, run, against, errors);
        }
        else if (request.Log)
        {
            sameAsLive = ReadLog(run, against, output);
        }
        else
        {
            await ReadHistoryAsync(run, against, cancellation);
        }

        if (errors.Any)
        {
            ErrorReport.Write(console.Error, errors, chinese);
            return GatewayCommand.BadInput;
        }

        output.Keep();
        Tell(run, against);
        return sameAsLive ? 0 : Differs;
    }

    private void ReadCsv(string file, ReplayRun run, ReplayRun? against, ConfigurationErrors errors)
    {
        var window = new LateWindow(request.LateWindow, samples =>
        {
            run.Take(samples);
            against?.Take(samples);
        });
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan))
        {
            new SampleCsvReader(new Utf8Names(_mine.Names), Path.GetFileName(file), errors).Read(stream, sample => window.Add(sample));
        }

        window.Flush();
        run.End();
        against?.End();
        if (window.TooLate > 0)
        {
            console.Error.WriteLine(chinese
                ? $"{window.TooLate} 个样本迟于乱序窗口，未参与判断；可加大 --late-window。"
                : $"{window.TooLate} samples came later than the window and were not judged; widen --late-window.");
        }
    }

    private bool ReadLog(ReplayRun run, ReplayRun? against, WholeFile output)
    {
        using var log = new LogArchive(mine.Storage.LogPath(source.Folder));
        using var recorded = new WholeFile(request.Recorded, () => Stream.Null);
        using var lines = new TransitionLines(recorded.Stream);
        var feed = Feed(log, _mine);
        feed.Run(0, run, entry => Record(entry, lines));
        if (against is not null)
        {
            Feed(log, _other!).Run(0, against);
        }

        recorded.Keep();
        output.Stream.Flush();
        return TellLog(feed, run, recorded);
    }

    private static LogFeed Feed(LogArchive log, ReplaySite site) =>
        new(log.ReadAfter, log.FindPoint, site.Points);

    private static void Record(LogEntry entry, TransitionLines lines)
    {
        if (entry.Kind == LogEntryKind.Transition && LogCodec.DecodeTransition(entry.Payload.Span) is { } transition && IsJudged(transition))
        {
            lines.Write(transition);
        }
    }

    // Alarms of the gateway itself and of late data do not come from judging readings.
    private static bool IsJudged(Core.Alarms.AlarmTransition transition) =>
        transition.Kind != Core.Conditions.ConditionKind.System
        && transition.Event is not (Core.Alarms.AlarmEvent.WouldHaveAlarmed or Core.Alarms.AlarmEvent.WouldHaveReturned);

    private bool TellLog(LogFeed feed, ReplayRun run, WholeFile recorded)
    {
        foreach (var change in feed.PlanChanges)
        {
            var at = new DateTime(change, DateTimeKind.Utc);
            console.Error.WriteLine(chinese ? $"配置于 {at:O} 更改；其前后的判断可能与现场不同。" : $"The configuration was changed at {at:O}; before it the live run judged by other rules.");
        }

        if (feed.Gaps > 0)
        {
            console.Error.WriteLine(chinese ? $"日志有 {feed.Gaps} 处缺失或损坏。" : $"The log has {feed.Gaps} gaps or damaged entries.");
        }

        if (request.Recorded is null || request.Output is null)
        {
            return true;
        }

        var same = recorded.IsSameAs(request.Output + WholeFile.Unfinished);
        console.Error.WriteLine((same, chinese) switch
        {
            (true, true) => $"与现场记录逐字节一致（{run.Transitions} 次状态变化）。",
            (true, false) => $"Byte for byte what the live run recorded ({run.Transitions} transitions).",
            (false, true) => "与现场记录不同；请比对两个文件。",
            _ => "Not what the live run recorded; compare the two files.",
        });
        return same;
    }

    private async Task ReadHistoryAsync(ReplayRun run, ReplayRun? against, CancellationToken cancellation)
    {
        await using var history = HistoryCopy.Open(mine.Storage.HistoryPath(source.Folder), mine.Storage.History);
        var feed = new HistoryFeed(history.Store, _mine.Measured);
        await feed.RunAsync(request.From!.Value, request.To ?? TimeProvider.System.GetUtcNow(), samples =>
        {
            run.Take(samples);
            against?.Take(samples);
        }, cancellation);
        run.End();
        against?.End();
    }

    private void Tell(ReplayRun run, ReplayRun? against)
    {
        ReplayFigures.Write(console.Error, run, chinese);
        if (against is not null)
        {
            ReplayFigures.Write(console.Error, against, chinese);
            ReplayFigures.Write(console.Error, RuleSetDifference.Of(run.Occurrences, against.Occurrences, request.LateWindow), chinese);
        }
    }
}
