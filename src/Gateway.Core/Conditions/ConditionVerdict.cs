namespace Gateway.Core.Conditions;

/// <summary>What one sample says of one condition.</summary>
public enum ConditionVerdict : byte
{
    Normal = 0,
    Abnormal = 1,

    /// <summary>
    /// The sample proves neither: nothing is raised and nothing cleared. A running on-delay waits for the next proof; a running
    /// off-delay starts again, because an alarm clears only on an unbroken time of known good values.
    /// </summary>
    Hold = 2,
}
