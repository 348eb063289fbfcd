using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Ingest.Link;

/// <summary>One message of the link as it came.</summary>
/// <param name="Retained">The broker kept it from before: of unknown age.</param>
/// <param name="Received">By our clock.</param>
internal sealed record InboundMessage(LinkAddress Address, byte[] Payload, bool Retained, DateTimeOffset Received);

/// <summary>Messages of one socket read.</summary>
internal sealed record InboundPart(IReadOnlyList<InboundMessage> Messages, InboundRead Read);

/// <summary>One socket read.</summary>
/// <param name="done">Called once when its messages are taken, or given back to the broker.</param>
internal sealed class InboundRead(IDeliveryHandle? delivery, Action done)
{
    /// <param name="stored">False makes the broker send all of the read again; what was stored of it is known and dropped then.</param>
    public void Done(bool stored)
    {
        done();
        delivery?.Settle(stored ? DeliveryOutcome.Accepted : DeliveryOutcome.Kept);
    }
}
