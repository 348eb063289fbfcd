using System.Text.Json.Serialization;
using Gateway.Core.Alarms;

namespace Gateway.Pipeline.Log;

/// <summary>Stored by name; never rename one.</summary>
public enum JudgingEvent
{
    /// <summary>Judging began with nothing remembered.</summary>
    Started = 0,

    /// <summary>Judging went on after a restart with what was remembered.</summary>
    Resumed = 1,

    /// <summary>Time passed without readings, and something came of it.</summary>
    Elapsed = 2,

    /// <summary>A person's command was obeyed.</summary>
    Commanded = 3,

    /// <summary>A new configuration was taken over.</summary>
    PlanChanged = 4,

    /// <summary>Our clock was set forward; running times went on from where they stood.</summary>
    ClockSet = 5,
}

/// <summary>
/// One step of judging that is no batch of readings, at its place in the log. Readings and marks in the order of the log are the whole input of the
/// evaluator: fed again, they give the same transitions.
/// </summary>
/// <param name="Time">The evaluator's clock at the step, UTC ticks.</param>
/// <param name="Command">Only for <see cref="JudgingEvent.Commanded"/>.</param>
public sealed record JudgingMark(JudgingEvent Event, long Time, AlarmCommand? Command = null)
{
    /// <summary>Only for <see cref="JudgingEvent.ClockSet"/>: what the clock said before, UTC ticks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long From { get; init; }
}
