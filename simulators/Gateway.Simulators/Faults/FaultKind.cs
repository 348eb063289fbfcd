namespace Gateway.Simulators.Faults;

/// <summary>What a fault does to a reply (Modbus) or to a message (MQTT).</summary>
public enum FaultKind
{
    /// <summary>Comes late by <see cref="Fault.DelayMs"/>; everything behind it on the same connection waits too.</summary>
    Delay,

    /// <summary>Never comes.</summary>
    Drop,

    /// <summary>Carries another transaction id (TCP framing only).</summary>
    WrongId,

    /// <summary>Carries another unit id (Modbus only).</summary>
    WrongUnit,

    /// <summary>Comes byte by byte, <see cref="Fault.DelayMs"/> apart (Modbus only).</summary>
    Drip,

    /// <summary>Is an exception reply with <see cref="Fault.ExceptionCode"/> (Modbus only).</summary>
    Exception,

    /// <summary>Is random bytes; over MQTT a payload that is not JSON.</summary>
    Garbage,

    /// <summary>The connection is closed instead.</summary>
    Disconnect,

    /// <summary>Ends in the middle; over MQTT the payload does.</summary>
    Truncated,
}
