namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>What to do with the lines of a request.</summary>
public enum WriteVerdict
{
    /// <summary>All stored.</summary>
    Accepted = 0,

    /// <summary>The good ones are stored, the others never will be. Never sent again whole.</summary>
    PartlyRejected = 1,

    /// <summary>Never will be taken; set aside.</summary>
    Rejected = 2,

    /// <summary>Too large, or one bad line spoils the rest: send the halves.</summary>
    Split = 3,

    /// <summary>Not stored now; wait and send again.</summary>
    Kept = 4,
}
