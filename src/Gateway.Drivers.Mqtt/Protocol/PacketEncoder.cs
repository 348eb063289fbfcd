using System.Buffers.Binary;
using System.Text;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Writes the packets a client sends, MQTT 3.1.1 and 5.</summary>
public static class PacketEncoder
{
    public static void Connect(OutgoingBuffer target, MqttConnectionOptions options, string? password, bool cleanStart)
    {
        var body = new OutgoingBuffer();
        body.Text("MQTT");
        body.Byte(options.IsVersion5 ? (byte)5 : (byte)4);
        body.Byte(ConnectFlags(options, password, cleanStart));
        body.UInt16(options.KeepAliveS);
        if (options.IsVersion5)
        {
            WriteConnectProperties(body, options);
        }

        body.Text(options.EffectiveClientId);
        if (options.Will is { } will)
        {
            WriteWill(body, will, options.IsVersion5);
        }

        if (options.Username is not null)
        {
            body.Text(options.Username);
        }

        if (password is not null)
        {
            body.Text(password);
        }

        Packet(target, PacketType.Connect, 0, body);
    }

    public static void Subscribe(OutgoingBuffer target, ushort id, IReadOnlyList<MqttSubscriptionOptions> filters, bool version5)
    {
        var body = new OutgoingBuffer();
        body.UInt16(id);
        if (version5)
        {
            body.Byte(0);
        }

        foreach (var filter in filters)
        {
            body.Text(TopicTemplate.ToFilter(filter.Filter));
            body.Byte((byte)filter.Qos);
        }

        Packet(target, PacketType.Subscribe, 2, body);
    }

    public static void Publish(OutgoingBuffer target, string topic, ReadOnlySpan<byte> payload, PublishFlags flags, ushort id, bool version5)
    {
        var topicLength = Encoding.UTF8.GetByteCount(topic);
        target.Byte((byte)(((int)PacketType.Publish << 4) | (flags.Qos << 1) | (flags.Retain ? 1 : 0)));
        target.Variable(2 + topicLength + (flags.Qos > 0 ? 2 : 0) + (version5 ? 1 : 0) + payload.Length);
        target.Text(topic);
        if (flags.Qos > 0)
        {
            target.UInt16(id);
        }

        if (version5)
        {
            target.Byte(0);
        }

        target.Bytes(payload);
    }

    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP with success: four bytes in both versions.</summary>
    public static void Acknowledge(OutgoingBuffer target, PacketType type, ushort id) => Acknowledge(target.Take(4), type, id);

    /// <summary>Writes the four bytes of an acknowledgement.</summary>
    public static void Acknowledge(Span<byte> target, PacketType type, ushort id)
    {
        target[0] = (byte)(((int)type << 4) | (type == PacketType.PublishRelease ? 2 : 0));
        target[1] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(target[2..], id);
    }

    public static void PingRequest(OutgoingBuffer target) => target.UInt16((int)PacketType.PingRequest << 12);

    /// <summary>Normal disconnection: the will is not published.</summary>
    public static void Disconnect(OutgoingBuffer target) => target.UInt16((int)PacketType.Disconnect << 12);

    private static byte ConnectFlags(MqttConnectionOptions options, string? password, bool cleanStart)
    {
        var flags = cleanStart ? 2 : 0;
        if (options.Will is { } will)
        {
            flags |= 4 | (will.Qos << 3) | (will.Retain ? 32 : 0);
        }

        flags |= password is not null ? 64 : 0;
        flags |= options.Username is not null ? 128 : 0;
        return (byte)flags;
    }

    private static void WriteConnectProperties(OutgoingBuffer body, MqttConnectionOptions options)
    {
        // No maximum packet size: the broker would drop what is larger without a word; we set it aside and name it.
        body.Byte(5 + 3);
        body.Byte(PropertyReader.SessionExpiry);
        body.UInt32((uint)options.SessionExpiryS);
        body.Byte(PropertyReader.ReceiveMaximum);
        body.UInt16(options.MaxInFlight);
    }

    private static void WriteWill(OutgoingBuffer body, MqttWillOptions will, bool version5)
    {
        if (version5)
        {
            body.Byte(0);
        }

        body.Text(will.Topic);
        body.Text(will.Payload);
    }

    private static void Packet(OutgoingBuffer target, PacketType type, int flags, OutgoingBuffer body)
    {
        target.Byte((byte)(((int)type << 4) | flags));
        target.Variable(body.Length);
        target.Bytes(body.Written.Span);
    }
}

/// <param name="Qos">0, 1 or 2.</param>
public readonly record struct PublishFlags(int Qos, bool Retain);
