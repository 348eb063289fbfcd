namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>What is wrong with a log.</summary>
public enum LogFaultKind
{
    /// <summary>The structure of the file is damaged.</summary>
    Structure = 1,

    /// <summary>A stretch of entries, or a table, cannot be read.</summary>
    Unreadable = 2,

    /// <summary>An entry does not fit its checksum.</summary>
    Checksum = 3,

    /// <summary>An entry fits its checksum and is no record of its kind.</summary>
    Record = 4,

    /// <summary>Entries are missing and no record says why.</summary>
    Missing = 5,

    /// <summary>Readings are of a point the log has no name of.</summary>
    Point = 6,

    /// <summary>An event does not continue the chain over the events.</summary>
    Chain = 7,

    /// <summary>A reader stands behind the newest entry, or the runs do not follow each other.</summary>
    Cursor = 8,

    /// <summary>The journal of alarms or the saved state of judging does not fit the entries.</summary>
    Journal = 9,

    /// <summary>The anchors of the center's ledger beside the log cannot be read or run backwards.</summary>
    Anchor = 10,
}
