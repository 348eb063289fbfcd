using System.Buffers.Binary;
using System.Text;

namespace Gateway.Faults.Processes.Net;

/// <summary>As much of MQTT as a tap needs, written from the standard (MQTT 3.1.1 and 5.0, chapters 2 and 3) and not from the product's codec.</summary>
internal static class MqttFrames
{
    public const int Connect = 1;
    public const int Publish = 3;
    public const int PublishAck = 4;

    /// <summary>Length of the first packet with its fixed header; 0 = not whole yet.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        var (length, shift) = (0, 0);
        for (var at = 1; at < bytes.Length && at <= 4; at++)
        {
            length |= (bytes[at] & 0x7F) << shift;
            shift += 7;
            if ((bytes[at] & 0x80) == 0)
            {
                return bytes.Length >= at + 1 + length ? at + 1 + length : 0;
            }
        }

        return 0;
    }

    public static int KindOf(ReadOnlySpan<byte> packet) => packet[0] >> 4;

    /// <summary>True for version 5, from a CONNECT packet: the level stands behind the protocol's name.</summary>
    public static bool IsVersion5(ReadOnlySpan<byte> connect)
    {
        var body = Body(connect);
        return body[2 + BinaryPrimitives.ReadUInt16BigEndian(body)] == 5;
    }

    /// <summary>Takes a PUBLISH apart; id 0 = QoS 0.</summary>
    public static MqttPublication Open(byte[] packet, bool isVersion5)
    {
        var body = Body(packet);
        var topicLength = BinaryPrimitives.ReadUInt16BigEndian(body);
        var topic = Encoding.UTF8.GetString(body.Slice(2, topicLength));
        var rest = body[(2 + topicLength)..];
        ushort id = 0;
        if ((packet[0] & 0x06) != 0)
        {
            id = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[2..];
        }

        var properties = isVersion5 ? Varint(rest) : default;
        var payload = rest[(properties.Bytes + properties.Value)..];
        return new MqttPublication(topic, id, payload.ToArray(), packet.Length - payload.Length, packet[0]);
    }

    /// <summary>The same PUBLISH with another payload.</summary>
    public static byte[] WithPayload(byte[] packet, MqttPublication publication, byte[] payload)
    {
        var body = Body(packet);
        var head = body[..(body.Length - publication.Payload.Length)];
        List<byte> made = [packet[0]];
        var length = head.Length + payload.Length;
        do
        {
            made.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. made, .. head, .. payload];
    }

    /// <summary>An acknowledgement without words; the same in both versions.</summary>
    public static byte[] Acknowledge(ushort id) => [PublishAck << 4, 2, (byte)(id >> 8), (byte)id];

    /// <summary>Id and success of a PUBACK.</summary>
    public static (ushort Id, bool Good) Acknowledged(ReadOnlySpan<byte> packet)
    {
        var body = Body(packet);
        return (BinaryPrimitives.ReadUInt16BigEndian(body), body.Length < 3 || body[2] < 0x80);
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> packet) => packet[(1 + Varint(packet[1..]).Bytes)..];

    private static (int Value, int Bytes) Varint(ReadOnlySpan<byte> bytes)
    {
        var (value, at) = (0, 0);
        do
        {
            value |= (bytes[at] & 0x7F) << (7 * at);
        }
        while ((bytes[at++] & 0x80) != 0);
        return (value, at);
    }
}
