using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using Gateway.Edge.Replay;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Composition;

/// <summary>
/// Brings the evaluator to where the last run stood: what was remembered beside the log, and then what was judged after that, judged again. What comes of it
/// was told and logged then, so it is dropped here.
/// </summary>
internal static partial class JudgingMemory
{
    /// <returns>False when nothing was remembered, or it cannot be read; then the alarm journal is all there is.</returns>
    public static bool TakeUp(SiteEvaluator evaluator, SqliteDurableLog log, PointTable points, ILogger logger)
    {
        if (log.LoadJudging() is not { } memory)
        {
            return false;
        }

        try
        {
            var reader = new StateReader(memory.Bytes.Span);
            evaluator.Load(ref reader);
            new LogFeed(log.ReadAfter, log.FindPoint, points).Run(memory.Sequence, new Again(evaluator));
            return true;
        }
        catch (Exception error) when (error is InvalidDataException or DurableLogException)
        {
            LogForgotten(logger, error);
            return false;
        }
    }

    [LoggerMessage(7032, LogLevel.Warning, "What judging remembered cannot be taken up; running delays and windows start anew.")]
    private static partial void LogForgotten(ILogger logger, Exception error);

    private sealed class Again(SiteEvaluator evaluator) : IJudge
    {
        private readonly List<AlarmTransition> _transitions = [];
        private readonly List<WarningEvent> _warnings = [];

        // A run that began with nothing remembered writes its memory only later; up to there the journal is the better witness.
        public void Begin(long now) => Resume(now);

        public void Resume(long now)
        {
            evaluator.Resume(now, _transitions, _warnings);
            Drop();
        }

        public void Judge(ReadOnlySpan<Reading> readings, long received)
        {
            evaluator.Evaluate(readings, received, received, _transitions, _warnings);
            Drop();
        }

        public void Elapse(long now)
        {
            evaluator.Elapse(now, _transitions, _warnings);
            Drop();
        }

        public void SetForward(long from, long to)
        {
            evaluator.SetForward(from, to, _transitions, _warnings);
            Drop();
        }

        public void Command(AlarmCommand command, long now)
        {
            evaluator.Command(command, now, _transitions, _warnings);
            Drop();
        }

        private void Drop()
        {
            _transitions.Clear();
            _warnings.Clear();
        }
    }
}
