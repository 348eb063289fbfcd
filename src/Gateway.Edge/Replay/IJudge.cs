using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Edge.Replay;

/// <summary>What takes the steps of a judging that was logged. All times are the evaluator's clock, UTC ticks.</summary>
internal interface IJudge
{
    /// <summary>Judging began with nothing remembered.</summary>
    void Begin(long now);

    /// <summary>Judging went on after the process had stood still.</summary>
    void Resume(long now);

    /// <summary>One batch of readings.</summary>
    void Judge(ReadOnlySpan<Reading> readings, long received);

    /// <summary>Time passed.</summary>
    void Elapse(long now);

    /// <summary>The clock was set forward.</summary>
    void SetForward(long from, long to);

    /// <summary>A person's command.</summary>
    void Command(AlarmCommand command, long now);
}
