namespace Gateway.Drivers.Modbus.Trace;

/// <summary>What is wrong with what was seen on the wire.</summary>
public enum WireFault
{
    None = 0,

    /// <summary>No reply in time.</summary>
    Timeout,

    /// <summary>The connection was lost while a reply was waited for.</summary>
    Disconnected,

    /// <summary>The device answered with an exception.</summary>
    Exception,

    /// <summary>Fewer bytes than the reply has.</summary>
    Short,

    /// <summary>More bytes than the reply has.</summary>
    Long,

    /// <summary>RTU: the check sum does not fit.</summary>
    BadCrc,

    /// <summary>A reply of another unit.</summary>
    WrongUnit,

    /// <summary>MBAP: a reply with another transaction id: late, doubled or foreign.</summary>
    WrongTransaction,

    /// <summary>A reply to another function.</summary>
    WrongFunction,

    /// <summary>The right length, but another byte count, or not the echo of what was written.</summary>
    WrongContent,

    /// <summary>A reply that fits, but nothing waited for it any more: late or doubled.</summary>
    Unasked,

    /// <summary>Bytes that are no frame.</summary>
    Noise,
}
