namespace Gateway.Core.Measurements;

/// <summary>
/// What the detector itself says of its channel, decoded from its status word or message. Its own alarm counts as
/// truth beside our limits: alarm if either says so (domain rule 0.2).
/// </summary>
[Flags]
public enum DetectorFlags : byte
{
    None = 0,

    /// <summary>The detector's level 1 (low) alarm stands.</summary>
    AlarmLevel1 = 1,

    /// <summary>The detector's level 2 (high) alarm stands.</summary>
    AlarmLevel2 = 2,

    /// <summary>The detector reports a fault of its own.</summary>
    Fault = 4,

    /// <summary>Inhibited, in calibration or bypassed.</summary>
    Inhibit = 8,

    /// <summary>Warming up; the value means nothing yet.</summary>
    WarmUp = 16,

    /// <summary>The detector is driven past its full scale. A catalytic bead may read low afterwards.</summary>
    OverRange = 32,

    /// <summary>Communication between controller and detector is lost.</summary>
    CommunicationLost = 64,

    /// <summary>
    /// The source says it kept the value while it could not send (store and forward). Stored and entered in the event-time ledger, never
    /// judged live: an old leak is no leak now.
    /// </summary>
    Historical = 128,
}
