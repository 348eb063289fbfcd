namespace Gateway.Simulators.Modbus;

/// <summary>A request found in the received bytes.</summary>
/// <param name="TransactionId">0 on RTU framing.</param>
/// <param name="Unit">Unit id asked for.</param>
/// <param name="PduStart">Where the PDU begins.</param>
/// <param name="PduLength">Its length.</param>
/// <param name="Length">Bytes of the whole frame.</param>
public readonly record struct RequestFrame(ushort TransactionId, byte Unit, int PduStart, int PduLength, int Length);

/// <summary>How requests are cut out of a byte stream and replies wrapped.</summary>
public interface IFraming
{
    /// <summary>Bytes it adds around a PDU.</summary>
    int Overhead { get; }

    /// <summary>Whether frames carry a transaction id.</summary>
    bool HasTransactionId { get; }

    /// <summary>
    /// Finds the first whole request. Returns false when more bytes are needed; <paramref name="skip"/> says how many leading bytes are
    /// no request and are to be thrown away.
    /// </summary>
    bool TryTake(ReadOnlySpan<byte> bytes, out RequestFrame frame, out int skip);

    /// <summary>Where the PDU of a reply has to be put.</summary>
    int PduOffset { get; }

    /// <summary>Completes the frame around a PDU already in place; returns the whole length.</summary>
    int Wrap(ushort transactionId, byte unit, int pduLength, Span<byte> destination);
}
