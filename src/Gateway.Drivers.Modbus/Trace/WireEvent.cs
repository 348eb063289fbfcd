namespace Gateway.Drivers.Modbus.Trace;

/// <summary>What happened on the wire.</summary>
public enum WireEvent : byte
{
    Sent = 0,
    Received = 1,

    /// <summary>The device answered with an exception.</summary>
    Exception = 2,

    /// <summary>A frame for a request that is in flight, but with the wrong unit, function or length.</summary>
    Malformed = 3,

    /// <summary>A whole frame that answers nothing in flight: late, doubled or meant for somebody else.</summary>
    Foreign = 4,

    /// <summary>Bytes that are no frame.</summary>
    Noise = 5,

    /// <summary>No reply in time; the bytes are those of the request.</summary>
    Timeout = 6,

    /// <summary>The connection was lost with this request in flight.</summary>
    Disconnected = 7,

    /// <summary>What had come of a reply whose rest did not come in time.</summary>
    Incomplete = 8,
}
