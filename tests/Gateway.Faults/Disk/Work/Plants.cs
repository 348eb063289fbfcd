namespace Gateway.Faults.Disk.Work;

/// <summary>Defects put in on purpose.</summary>
internal static class Plants
{
    /// <summary>The source is told "kept" before the commit.</summary>
    public const string AckBeforeCommit = "ack before commit";

    /// <summary>A reader moves its cursor before it has delivered.</summary>
    public const string CursorFirst = "cursor before delivery";

    /// <summary><c>PRAGMA synchronous=OFF</c>.</summary>
    public const string SynchronousOff = "synchronous off";

    /// <summary>The sync of the write-ahead log is answered and not carried out.</summary>
    public const string WalNotSynced = "sync of the write-ahead log left out";

    /// <summary>Readings are let go of without being counted in a gap record.</summary>
    public const string TrimNotCounted = "trimmed and not counted";

    /// <summary>What is in memory only is acknowledged.</summary>
    public const string QueueAcknowledged = "queue in memory acknowledged";

    /// <summary>The gap record that a repair writes is missing.</summary>
    public const string DamageNotTold = "damage not told";
}
