namespace Gateway.Drivers.Modbus.Framing;

/// <summary>
/// RTU framing (Modbus over serial line V1.02, 2.5.1). A reply is found by what was asked: unit, function, exact length and CRC; silence
/// between frames cannot be relied on behind serial servers and operating systems. Anything else at the head is skipped byte by byte.
/// </summary>
internal sealed class RtuFramer(byte[]? heartbeat = null) : IFramer
{
    private const int ExceptionLength = 5;
    private readonly byte[] _heartbeat = heartbeat ?? [];

    public bool HasTransactions => false;

    public int Write(in ModbusRequest request, ushort transaction, Span<byte> to)
    {
        to[0] = request.Unit;
        var length = 1 + request.WritePdu(to[1..]);
        var crc = Crc16.Compute(to[..length]);
        to[length] = (byte)crc;
        to[length + 1] = (byte)(crc >> 8);
        return length + 2;
    }

    public ReplyMatch Match(ReadOnlySpan<byte> received, ModbusRequest? pending)
    {
        if (received.IsEmpty)
        {
            return default;
        }

        if (pending is not { } request)
        {
            return new(MatchKind.Skip, received.Length);
        }

        var firstOpen = -1;
        for (var at = 0; at < received.Length; at++)
        {
            var rest = received[at..];
            var expected = ExpectedLength(request, rest);
            if (expected == 0)
            {
                continue;
            }

            // A heartbeat is not waited for, but a whole frame that begins like one is a frame.
            firstOpen = firstOpen < 0 && rest.Length < expected && !IsHeartbeat(rest) ? at : firstOpen;
            if (rest.Length >= expected && HasCrc(rest[..expected]))
            {
                return new(MatchKind.Frame, at + expected, at + 1, expected - 3, 0, rest[0]);
            }
        }

        // Nothing is dropped from the first incomplete candidate on: the true frame may start anywhere in it. What lies before it is no frame,
        // so a babbling device never fills the buffer.
        return firstOpen == 0 ? default : new(MatchKind.Skip, firstOpen < 0 ? received.Length : firstOpen);
    }

    private bool IsHeartbeat(ReadOnlySpan<byte> rest) => _heartbeat.Length > 0 && rest.StartsWith(_heartbeat);

    /// <summary>Length of the frame that may start here, 0 when none can.</summary>
    private static int ExpectedLength(in ModbusRequest request, ReadOnlySpan<byte> rest)
    {
        if (rest[0] != request.Unit)
        {
            return 0;
        }

        if (rest.Length == 1)
        {
            return ExceptionLength;
        }

        if (rest[1] == ((byte)request.Function | 0x80))
        {
            return ExceptionLength;
        }

        var fits = rest[1] == (byte)request.Function && (!request.IsRead || rest.Length < 3 || rest[2] == request.DataLength);
        return fits ? request.ReplyPduLength + 3 : 0;
    }

    private static bool HasCrc(ReadOnlySpan<byte> frame)
    {
        var crc = Crc16.Compute(frame[..^2]);
        return frame[^2] == (byte)crc && frame[^1] == (byte)(crc >> 8);
    }
}
