using Gateway.Core.Alarms.Silencing;

namespace Gateway.Core.Alarms;

/// <summary>An alarm as it stands: what it is beneath, and what silences it.</summary>
/// <param name="Underlying">One of the states A to F, whatever silences the alarm.</param>
public readonly record struct AlarmStanding(AlarmState Underlying, Veils Veils)
{
    /// <summary>What people are shown. Out of service goes before shelved, shelved before suppressed.</summary>
    public AlarmState Shown =>
        (Veils & Veils.OutOfService) != 0 ? AlarmState.OutOfService
        : (Veils & Veils.Shelved) != 0 ? AlarmState.Shelved
        : Veils != Veils.None ? AlarmState.SuppressedByDesign
        : Underlying;

    /// <summary>Whether it counts towards the tier of its point.</summary>
    public bool Counts => Veils == Veils.None && Underlying.IsStanding();
}
