namespace Gateway.Drivers.Modbus.Framing;

/// <summary>Puts requests into frames and finds replies in the received bytes. Stateless; safe from any thread.</summary>
internal interface IFramer
{
    /// <summary>True when a reply names its transaction, so that several may be in flight.</summary>
    bool HasTransactions { get; }

    /// <summary>Writes the frame of a request and returns its length, at most 15 bytes.</summary>
    int Write(in ModbusRequest request, ushort transaction, Span<byte> to);

    /// <summary>Looks at the head of what was received.</summary>
    /// <param name="pending">The one request in flight, for framing without transactions; null when none is.</param>
    ReplyMatch Match(ReadOnlySpan<byte> received, ModbusRequest? pending);
}
