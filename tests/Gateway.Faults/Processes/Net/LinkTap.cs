using Gateway.Contracts.V1.Link;

namespace Gateway.Faults.Processes.Net;

/// <summary>
/// Sits between gateway and broker. As a broker that accepts, acknowledges and forgets it swallows what the gateway sends. The defect it can put in confirms
/// readings to the gateway as soon as they were sent, before the center has committed them.
/// </summary>
internal sealed class LinkTap(Func<bool> forgets, Func<bool> confirmsTooEarly, Action forgotten) : MqttTap
{
    private long _sentUpTo;

    protected override void Take(bool fromClient, byte[] packet, List<byte[]> onwards, List<byte[]> back)
    {
        if (MqttFrames.KindOf(packet) != MqttFrames.Publish)
        {
            onwards.Add(packet);
            return;
        }

        var publication = MqttFrames.Open(packet, IsVersion5);
        if (!LinkTopics.TryParse(publication.Topic, out var address))
        {
            onwards.Add(packet);
        }
        else if (fromClient)
        {
            TakeSent(packet, publication, address.Leaf, onwards, back);
        }
        else
        {
            onwards.Add(address.Leaf == LinkTopics.Receipts && confirmsTooEarly() ? Forged(packet, publication) : packet);
        }
    }

    private void TakeSent(byte[] packet, MqttPublication publication, string leaf, List<byte[]> onwards, List<byte[]> back)
    {
        if (leaf is LinkTopics.Live or LinkTopics.Backlog && ReadingsCodec.TryDecode(publication.Payload, out var batch, out _))
        {
            _sentUpTo = Math.Max(_sentUpTo, batch.Range.UpTo);
        }

        if (forgets() && publication.Id != 0 && leaf is LinkTopics.Live or LinkTopics.Backlog or LinkTopics.Events)
        {
            back.Add(MqttFrames.Acknowledge(publication.Id));
            forgotten();
            return;
        }

        onwards.Add(packet);
    }

    private byte[] Forged(byte[] packet, MqttPublication publication) =>
        LinkJson.TryDecode<ReceiptMessage>(publication.Payload, out _) is { ReadingsRun: { } run } receipt && receipt.Readings < _sentUpTo
            ? MqttFrames.WithPayload(packet, publication, LinkJson.Encode(receipt with { Readings = _sentUpTo, Ahead = [], ReadingsRun = run with { UpTo = _sentUpTo } }))
            : packet;
}
