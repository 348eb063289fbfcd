namespace Gateway.Faults.Processes.Net;

/// <summary>How a <see cref="FaultyProxy"/> treats what passes through it.</summary>
internal enum WireFault
{
    None,

    /// <summary>So many bytes a second.</summary>
    Slow,

    /// <summary>Every piece comes later; nothing is lost and the order stays.</summary>
    Delay,

    /// <summary>New connections are accepted and never answered; those that stand go dead without a word: no FIN, no RST, also after the fault is over.</summary>
    HalfOpen,

    /// <summary>Each connection is reset in the middle of the next packet.</summary>
    Cut,

    /// <summary>New connections are reset at once, and those that stand are too.</summary>
    Refused,
}
