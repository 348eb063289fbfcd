namespace Gateway.Drivers.Modbus.Framing;

/// <summary>What became of a request.</summary>
public enum ReplyStatus : byte
{
    Ok = 0,

    /// <summary>The device answered with an exception code.</summary>
    Exception = 1,

    /// <summary>Nothing that answers it came in time.</summary>
    Timeout = 2,

    /// <summary>An answer came whose function, length or content does not fit.</summary>
    Malformed = 3,

    /// <summary>The connection was lost or closed before the answer.</summary>
    Disconnected = 4,
}
