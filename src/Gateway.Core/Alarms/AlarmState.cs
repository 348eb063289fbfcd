namespace Gateway.Core.Alarms;

/// <summary>State of one alarm by ISA-18.2 / IEC 62682. The numbers are stored; never reuse one.</summary>
public enum AlarmState : byte
{
    /// <summary>A: process normal, nothing to acknowledge.</summary>
    Normal = 0,

    /// <summary>B: abnormal, not acknowledged.</summary>
    Unacknowledged = 1,

    /// <summary>C: abnormal, acknowledged.</summary>
    Acknowledged = 2,

    /// <summary>D: back to normal, never acknowledged.</summary>
    ReturnedUnacknowledged = 3,

    /// <summary>E: back to normal, latched, not acknowledged.</summary>
    LatchedUnacknowledged = 4,

    /// <summary>F: back to normal, latched, acknowledged; needs a reset.</summary>
    LatchedAcknowledged = 5,

    /// <summary>G: silenced by a person, with an end and a reason.</summary>
    Shelved = 6,

    /// <summary>H: silenced by logic: parent lost, maintenance, start-up.</summary>
    SuppressedByDesign = 7,

    /// <summary>I: taken out of service by a person with a permit.</summary>
    OutOfService = 8,
}

/// <summary>What moved an alarm from one state to another.</summary>
public enum AlarmEvent : byte
{
    Raised = 1,
    ReturnedToNormal = 2,
    AcknowledgedByPerson = 3,
    ResetByPerson = 4,

    /// <summary>The rule was changed or removed by a new configuration.</summary>
    RuleChanged = 5,
    ShelvedByPerson = 6,
    UnshelvedByPerson = 7,
    ShelveExpired = 8,
    Suppressed = 9,
    SuppressionEnded = 10,
    TakenOutOfService = 11,
    ReturnedToService = 12,
    /// <summary>Acknowledged, still abnormal after the re-alarm time: asks for attention again.</summary>
    ReAlarmed = 13,
    /// <summary>Late data show that the alarm would have been raised then. Never a live warning.</summary>
    WouldHaveAlarmed = 14,
    /// <summary>Late data show that it would have returned to normal then.</summary>
    WouldHaveReturned = 15,
}

public static class AlarmStateExtensions
{
    /// <summary>True while the alarm still counts towards the point's tier: abnormal, or latched and not reset.</summary>
    public static bool IsStanding(this AlarmState state) =>
        state is AlarmState.Unacknowledged or AlarmState.Acknowledged
            or AlarmState.LatchedUnacknowledged or AlarmState.LatchedAcknowledged;

    /// <summary>False for what is only entered in the event-time ledger: it says nothing of the present state and must not be journalled as one.</summary>
    public static bool IsLive(this AlarmEvent happened) => happened is not (AlarmEvent.WouldHaveAlarmed or AlarmEvent.WouldHaveReturned);
}
