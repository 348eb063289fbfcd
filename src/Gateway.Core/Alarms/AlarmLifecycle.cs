namespace Gateway.Core.Alarms;

/// <summary>
/// The state table of ISA-18.2 / IEC 62682 as one pure function; README.md of this folder shows it as a table. Shelving and
/// suppression are not part of it yet.
/// </summary>
public static class AlarmLifecycle
{
    /// <summary>The state after an event, or null when the event means nothing in that state and must be refused.</summary>
    public static AlarmState? Next(AlarmState from, AlarmEvent happened, bool latch) => happened switch
    {
        AlarmEvent.Raised => IsAbnormal(from) ? null : AlarmState.Unacknowledged,
        AlarmEvent.ReturnedToNormal => AfterReturn(from, latch),
        AlarmEvent.AcknowledgedByPerson => AfterAcknowledge(from),
        AlarmEvent.ResetByPerson => from == AlarmState.LatchedAcknowledged ? AlarmState.Normal : null,
        AlarmEvent.RuleChanged => from == AlarmState.Normal ? null : AlarmState.Normal,
        _ => null,
    };

    /// <summary>True in the states in which the process itself is abnormal (B and C).</summary>
    public static bool IsAbnormal(AlarmState state) => state is AlarmState.Unacknowledged or AlarmState.Acknowledged;

    private static AlarmState? AfterReturn(AlarmState from, bool latch) => (from, latch) switch
    {
        (AlarmState.Unacknowledged, false) => AlarmState.ReturnedUnacknowledged,
        (AlarmState.Unacknowledged, true) => AlarmState.LatchedUnacknowledged,
        (AlarmState.Acknowledged, false) => AlarmState.Normal,
        (AlarmState.Acknowledged, true) => AlarmState.LatchedAcknowledged,
        _ => null,
    };

    private static AlarmState? AfterAcknowledge(AlarmState from) => from switch
    {
        AlarmState.Unacknowledged => AlarmState.Acknowledged,
        AlarmState.ReturnedUnacknowledged => AlarmState.Normal,
        AlarmState.LatchedUnacknowledged => AlarmState.LatchedAcknowledged,
        _ => null,
    };
}
