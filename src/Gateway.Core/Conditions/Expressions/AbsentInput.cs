namespace Gateway.Core.Conditions.Expressions;

/// <summary>What a rule makes of an outcome that hangs on an input nobody knows: bad, silent, or never seen.</summary>
public enum AbsentInput : byte
{
    /// <summary>Proves nothing: nothing is raised and nothing cleared.</summary>
    Hold = 0,

    /// <summary>Counts as fulfilled: the alarm is raised, because safety cannot be shown.</summary>
    True = 1,

    /// <summary>Counts as not fulfilled; the signal's own alarms tell of the loss.</summary>
    False = 2,
}
