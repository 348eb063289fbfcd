using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Link;

/// <summary>One message of the link as it came.</summary>
/// <param name="Retained">The broker kept it from before: of unknown age.</param>
/// <param name="Received">By our clock.</param>
internal sealed record InboundMessage(LinkAddress Address, byte[] Payload, bool Retained, DateTimeOffset Received);

/// <summary>Messages of one socket read that go one way. The broker hears of the read when all ways are done.</summary>
internal sealed record InboundPart(IReadOnlyList<InboundMessage> Messages, InboundRead Read);

/// <summary>One socket read. Thread-safe.</summary>
internal sealed class InboundRead(IDeliveryHandle? delivery, int parts, Action ended)
{
    private int _open = parts;
    private volatile bool _kept;

    /// <param name="stored">False makes the broker send all of the read again; what was stored of it is known and dropped then.</param>
    public void Done(bool stored)
    {
        _kept |= !stored;
        if (Interlocked.Decrement(ref _open) == 0)
        {
            ended();
            delivery?.Settle(_kept ? DeliveryOutcome.Kept : DeliveryOutcome.Accepted);
        }
    }
}
