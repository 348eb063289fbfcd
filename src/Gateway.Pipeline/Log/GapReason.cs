namespace Gateway.Pipeline.Log;

/// <summary>Why readings or entries are missing. Stored by name; never rename one.</summary>
public enum GapReason
{
    /// <summary>The log reached its size and let go of the oldest readings.</summary>
    Size = 0,

    /// <summary>They grew older than the log keeps.</summary>
    Age = 1,

    /// <summary>The disk or the file was full.</summary>
    DiskFull = 2,

    /// <summary>The file was damaged; these could not be read again.</summary>
    Damage = 3,

    /// <summary>The log took nothing for so long that the pipeline gave the readings up.</summary>
    NotStored = 4,
}
