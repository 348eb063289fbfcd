namespace Gateway.Drivers.Modbus.Framing;

/// <summary>What a framer found at the head of the received bytes.</summary>
internal enum MatchKind
{
    /// <summary>Nothing yet; more bytes are needed.</summary>
    NeedMore = 0,

    /// <summary>A whole frame, for the transaction given.</summary>
    Frame = 1,

    /// <summary>Bytes that are nobody's: foreign, late, noise or heartbeat.</summary>
    Skip = 2,
}

/// <param name="Consumed">Bytes to take off the head for a frame or a skip.</param>
/// <param name="PduStart">Where the PDU starts within the consumed bytes.</param>
internal readonly record struct ReplyMatch(MatchKind Kind, int Consumed = 0, int PduStart = 0, int PduLength = 0, ushort Transaction = 0, byte Unit = 0);
