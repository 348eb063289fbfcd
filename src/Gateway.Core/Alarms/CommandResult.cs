namespace Gateway.Core.Alarms;

/// <summary>What became of an acknowledge or reset.</summary>
public enum CommandResult
{
    Done = 0,

    /// <summary>No such alarm.</summary>
    Unknown = 1,

    /// <summary>The alarm's state does not allow it: nothing to acknowledge, or reset before acknowledge, or still abnormal.</summary>
    NotAllowed = 2,
}
