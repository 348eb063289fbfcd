namespace Gateway.Drivers.Modbus.Framing;

/// <summary>Decides whether a reply PDU answers a request.</summary>
public static class ReplyCheck
{
    /// <summary>
    /// Ok only when function, byte count and length are exactly what the request asked for, and for a write when address and
    /// value come back; a reply that is too short or too long is never taken in part.
    /// </summary>
    /// <param name="pdu">Function code onwards, without CRC.</param>
    /// <param name="exception">The exception code when the status is <see cref="ReplyStatus.Exception"/>.</param>
    public static ReplyStatus Judge(in ModbusRequest request, ReadOnlySpan<byte> pdu, out byte exception)
    {
        exception = 0;
        if (pdu.Length == 2 && pdu[0] == ((byte)request.Function | 0x80))
        {
            exception = pdu[1];
            return ReplyStatus.Exception;
        }

        if (pdu.Length != request.ReplyPduLength || pdu[0] != (byte)request.Function)
        {
            return ReplyStatus.Malformed;
        }

        if (request.IsRead)
        {
            return pdu[1] == request.DataLength ? ReplyStatus.Ok : ReplyStatus.Malformed;
        }

        Span<byte> sent = stackalloc byte[ModbusRequest.LongestPdu];
        request.WritePdu(sent);
        return pdu.SequenceEqual(sent[..5]) ? ReplyStatus.Ok : ReplyStatus.Malformed;
    }
}
