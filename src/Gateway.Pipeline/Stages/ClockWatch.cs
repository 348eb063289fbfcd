using Gateway.Core.Alarms;

namespace Gateway.Pipeline.Stages;

/// <summary>
/// Tells a clock that was set forward from time that passed, by the counter of the machine, which nobody can set: what nobody waited for must not run out. A
/// clock set back the evaluator finds by itself. One thread.
/// </summary>
internal sealed class ClockWatch
{
    /// <summary>Batches stamped by the clock as it was may lie in the queue this long after it was set.</summary>
    private static readonly TimeSpan s_stragglers = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _time;
    private (long Wall, long Stamp) _last;
    private (long From, long By, long Stamp) _step;

    public ClockWatch(TimeProvider time)
    {
        _time = time;
        _last.Stamp = time.GetTimestamp();
        _last.Wall = time.GetUtcNow().UtcTicks;
    }

    /// <summary>Time of day, UTC ticks.</summary>
    /// <param name="unset">What it would be had nobody set it; the same unless it was set forward by more than <see cref="SiteEvaluator.ClockStepAfter"/>.</param>
    public long Read(out long unset)
    {
        // Between two counts, so that a process held up here takes its own pause for no step: the later one counts against it.
        var before = _time.GetTimestamp();
        var now = _time.GetUtcNow().UtcTicks;
        unset = _last.Wall + _time.GetElapsedTime(_last.Stamp, _time.GetTimestamp()).Ticks;
        if (now - unset <= SiteEvaluator.ClockStepAfter.Ticks)
        {
            (_last, unset) = ((now, before), now);
        }

        return now;
    }

    /// <summary>The step was taken over by the evaluator.</summary>
    public void Take(long unset, long now)
    {
        var stamp = _time.GetTimestamp();
        (_last, _step) = ((now, stamp), (unset, now - unset, stamp));
    }

    /// <summary>Whether a time of receipt was stamped before the clock was set.</summary>
    public static bool IsBefore(long received, long unset, long now) => received < unset + ((now - unset) / 2);

    /// <summary>A time of receipt by the clock as it is now.</summary>
    public long Carried(long received) =>
        _step.By != 0 && IsBefore(received, _step.From, _step.From + _step.By) && _time.GetElapsedTime(_step.Stamp) <= s_stragglers ? received + _step.By : received;
}
