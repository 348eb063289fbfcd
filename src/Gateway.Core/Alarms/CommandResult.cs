namespace Gateway.Core.Alarms;

/// <summary>What became of what a person did to an alarm. <see cref="CommandResultWords.Words"/> says it in both languages.</summary>
public enum CommandResult
{
    Done = 0,

    /// <summary>No such alarm.</summary>
    Unknown = 1,

    /// <summary>The alarm's state does not allow it: nothing to acknowledge, reset before acknowledge, still abnormal, silenced already.</summary>
    NotAllowed = 2,

    /// <summary>Nobody said who acts.</summary>
    NeedsActor = 3,

    /// <summary>Silencing needs a reason.</summary>
    NeedsReason = 4,

    /// <summary>Silencing needs an end in the future.</summary>
    NeedsEnd = 5,

    /// <summary>The end is later than the policy allows.</summary>
    EndTooFar = 6,

    /// <summary>Grave alarms of this family are never shelved.</summary>
    NeverShelved = 7,

    /// <summary>Above the policy's tier silencing needs a second person.</summary>
    NeedsApprover = 8,

    /// <summary>The second person is the first.</summary>
    ApproverIsActor = 9,
}
