using System.Buffers.Binary;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>What the broker sends besides messages. One connection, called by its receive loop.</summary>
internal sealed class ControlPacketHandler(bool version5, PacketSender sender, AckLedger ledger, Publications publications)
{
    /// <summary>Null until the broker has accepted us.</summary>
    public ConnectAck? Connected { get; private set; }

    public Action<ConnectAck>? OnConnected { get; set; }

    /// <summary>Reason codes of a SUBACK, one a filter.</summary>
    public Action<byte[]>? OnSubscribed { get; set; }

    public void RequireConnected()
    {
        if (Connected is null)
        {
            throw new MqttProtocolException("A packet came before CONNACK.");
        }
    }

    public void Handle(Frame frame, ReadOnlySpan<byte> body)
    {
        if (frame.Type == PacketType.ConnectAck)
        {
            HandleConnectAck(body);
            return;
        }

        RequireConnected();
        switch (frame.Type)
        {
            case PacketType.PublishAck:
                publications.Finish(PacketId(body), !Refused(body));
                break;
            case PacketType.PublishComplete:
                publications.Complete(PacketId(body), !Refused(body));
                break;
            case PacketType.PublishReceived:
                HandleReceived(body);
                break;
            case PacketType.PublishRelease:
                ledger.Release(PacketId(body));
                break;
            case PacketType.SubscribeAck:
                HandleSubscribeAck(body);
                break;
            case PacketType.PingResponse or PacketType.UnsubscribeAck:
                break;
            case PacketType.Disconnect when version5:
                throw new MqttProtocolException($"The broker disconnected us: {ReasonCode.Describe(body.IsEmpty ? (byte)0 : body[0])}.");
            default:
                throw new MqttProtocolException($"A broker may not send {frame.Type}.");
        }
    }

    private static ushort PacketId(ReadOnlySpan<byte> body) =>
        body.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : throw new MqttProtocolException("An acknowledgement without a packet id.");

    /// <summary>MQTT 5 reason codes from 0x80 mean failure; an unknown id (0x92) on release means it is already done.</summary>
    private static bool Refused(ReadOnlySpan<byte> body) => body.Length > 2 && body[2] >= ReasonCode.Failure && body[2] != 0x92;

    private void HandleConnectAck(ReadOnlySpan<byte> body)
    {
        if (Connected is not null)
        {
            throw new MqttProtocolException("A second CONNACK.");
        }

        var ack = ConnectAck.Parse(body, version5);
        if (ack.Reason != 0)
        {
            throw new MqttProtocolException($"The broker refused the connection: {ack.Describe()}.") { Refusal = ack.Reason };
        }

        Connected = ack;
        ledger.Begin(sender, ack.SessionPresent);
        publications.Resume(sender, ack.SessionPresent);
        OnConnected?.Invoke(ack);
    }

    private void HandleReceived(ReadOnlySpan<byte> body)
    {
        var id = PacketId(body);
        if (Refused(body))
        {
            publications.Finish(id, taken: false);
            return;
        }

        sender.Acknowledge(PacketType.PublishRelease, id);
    }

    private void HandleSubscribeAck(ReadOnlySpan<byte> body)
    {
        var reader = new BodyReader(body);
        reader.ReadUInt16();
        if (version5)
        {
            reader.ReadProperties();
        }

        OnSubscribed?.Invoke(reader.Rest.ToArray());
    }
}
