namespace Gateway.Drivers.Modbus.Framing;

/// <summary>What became of a request.</summary>
/// <param name="ExceptionCode">1..255 when the status is <see cref="ReplyStatus.Exception"/>, otherwise 0.</param>
/// <param name="Length">Bytes of data put into the caller's buffer.</param>
public readonly record struct ModbusReply(ReplyStatus Status, byte ExceptionCode = 0, int Length = 0)
{
    public bool IsOk => Status == ReplyStatus.Ok;

    /// <summary>For a technician; English.</summary>
    public string Describe() => Status switch
    {
        ReplyStatus.Ok => "ok",
        ReplyStatus.Exception => $"exception {ExceptionCode}: {ModbusExceptions.Describe(ExceptionCode)}",
        ReplyStatus.Timeout => "no reply in time",
        ReplyStatus.Malformed => "reply does not fit the request",
        _ => "connection lost",
    };
}
