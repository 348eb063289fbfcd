using Gateway.Core.Alarms.Silencing;

namespace Gateway.Core.Alarms;

/// <summary>The state table of ISA-18.2 / IEC 62682 (domain rule 7.1) as pure functions; README.md of this folder shows it as a table.</summary>
public static class AlarmLifecycle
{
    /// <summary>The state after an event, or null when the event means nothing in that state and must be refused. Without veils.</summary>
    public static AlarmState? Next(AlarmState from, AlarmEvent happened, bool latch) => happened switch
    {
        AlarmEvent.Raised => from <= AlarmState.LatchedAcknowledged && !IsAbnormal(from) ? AlarmState.Unacknowledged : null,
        AlarmEvent.ReturnedToNormal => AfterReturn(from, latch),
        AlarmEvent.AcknowledgedByPerson => AfterAcknowledge(from),
        AlarmEvent.ResetByPerson => from == AlarmState.LatchedAcknowledged ? AlarmState.Normal : null,
        AlarmEvent.ReAlarmed => from == AlarmState.Acknowledged ? AlarmState.Unacknowledged : null,
        AlarmEvent.RuleChanged => from == AlarmState.Normal ? null : AlarmState.Normal,
        _ => null,
    };

    /// <summary>The same with what silences: beneath a veil the alarm goes on; a person has nothing to acknowledge there.</summary>
    /// <param name="veil">The one veil that <paramref name="happened"/> puts on or takes off; none for the other events.</param>
    public static AlarmStanding? Next(AlarmStanding from, AlarmEvent happened, Veils veil, bool latch) => happened switch
    {
        AlarmEvent.ShelvedByPerson => (from.Veils & Veils.OutOfService) != 0 ? null : PutOn(from, veil),
        AlarmEvent.Suppressed or AlarmEvent.TakenOutOfService => PutOn(from, veil),
        AlarmEvent.UnshelvedByPerson or AlarmEvent.ShelveExpired or AlarmEvent.SuppressionEnded or AlarmEvent.ReturnedToService =>
            TakeOff(from, veil),
        AlarmEvent.RuleChanged => from == default ? null : default(AlarmStanding),
        AlarmEvent.Raised or AlarmEvent.ReturnedToNormal => Beneath(from, happened, latch),
        _ => from.Veils == Veils.None ? Beneath(from, happened, latch) : null,
    };

    /// <summary>
    /// Where an alarm stands when nothing silences it any more: what is still abnormal asks for attention anew, what was latched has to be
    /// acknowledged and reset, anything else is over.
    /// </summary>
    public static AlarmState AfterVeil(AlarmState underlying) => underlying switch
    {
        AlarmState.Unacknowledged or AlarmState.Acknowledged => AlarmState.Unacknowledged,
        AlarmState.LatchedUnacknowledged or AlarmState.LatchedAcknowledged => AlarmState.LatchedUnacknowledged,
        _ => AlarmState.Normal,
    };

    /// <summary>True in the states in which the process itself is abnormal (B and C).</summary>
    public static bool IsAbnormal(AlarmState state) => state is AlarmState.Unacknowledged or AlarmState.Acknowledged;

    private static AlarmStanding? Beneath(AlarmStanding from, AlarmEvent happened, bool latch) =>
        Next(from.Underlying, happened, latch) is { } next ? @from with { Underlying = next } : null;

    private static AlarmStanding? PutOn(AlarmStanding from, Veils veil) =>
        veil == Veils.None || (from.Veils & veil) != 0 ? null : @from with { Veils = from.Veils | veil };

    private static AlarmStanding? TakeOff(AlarmStanding from, Veils veil)
    {
        if (veil == Veils.None || (from.Veils & veil) == 0)
        {
            return null;
        }

        var left = from.Veils & ~veil;
        return new AlarmStanding(left == Veils.None ? AfterVeil(from.Underlying) : from.Underlying, left);
    }

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
