using System.Buffers.Binary;

namespace Gateway.Simulators.Mqtt;

/// <summary>The packets a publisher needs (MQTT 3.1.1, sections 2 and 3), encoded by hand and apart from the gateway's client.</summary>
public static class MqttPackets
{
    public const byte ConnAck = 0x20;
    public const byte PubAck = 0x40;
    public static readonly byte[] PingRequest = [0xC0, 0];
    public static readonly byte[] Disconnect = [0xE0, 0];

    /// <summary>CONNECT with a session that outlives the connection, so that resending with DUP has a meaning.</summary>
    public static byte[] Connect(string clientId, int keepAliveSeconds, string? user = null, string? password = null)
    {
        var body = new List<byte> { 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 4 };
        body.Add((byte)((user is null ? 0 : 0x80) | (password is null ? 0 : 0x40)));
        body.Add((byte)(keepAliveSeconds >> 8));
        body.Add((byte)keepAliveSeconds);
        AddText(body, clientId);
        if (user is not null)
        {
            AddText(body, user);
        }

        if (password is not null)
        {
            AddText(body, password);
        }

        return [0x10, .. Length(body.Count), .. body];
    }

    /// <param name="topic">Without wildcards.</param>
    /// <param name="payload">Anything.</param>
    /// <param name="qos">0 or 1.</param>
    /// <param name="id">1-65535 at QoS 1, ignored at QoS 0.</param>
    /// <param name="retain">Asks the broker to keep it for new subscribers.</param>
    public static byte[] Publish(string topic, ReadOnlySpan<byte> payload, int qos, ushort id, bool retain = false)
    {
        var topicLength = System.Text.Encoding.UTF8.GetByteCount(topic);
        var rest = 2 + topicLength + (qos > 0 ? 2 : 0) + payload.Length;
        var length = Length(rest);
        var packet = new byte[1 + length.Length + rest];
        packet[0] = (byte)(0x30 | (qos << 1) | (retain ? 1 : 0));
        length.CopyTo(packet, 1);
        var at = packet.AsSpan(1 + length.Length);
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)topicLength);
        System.Text.Encoding.UTF8.GetBytes(topic, at[2..]);
        at = at[(2 + topicLength)..];
        if (qos > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(at, id);
            at = at[2..];
        }

        payload.CopyTo(at);
        return packet;
    }

    /// <summary>Marks a PUBLISH as sent again (3.3.1.1).</summary>
    public static void MarkDuplicate(byte[] publish) => publish[0] |= 0x08;

    /// <summary>Finds a whole packet at the beginning; <paramref name="body"/> is what follows the fixed header.</summary>
    public static bool TryTake(ReadOnlySpan<byte> bytes, out byte type, out Range body, out int length)
    {
        (type, body, length) = (0, default, 0);
        var size = 0;
        for (var i = 1; i < Math.Min(5, bytes.Length); i++)
        {
            size |= (bytes[i] & 0x7F) << (7 * (i - 1));
            if ((bytes[i] & 0x80) == 0)
            {
                (type, body, length) = ((byte)(bytes[0] & 0xF0), (i + 1)..(i + 1 + size), i + 1 + size);
                return bytes.Length >= length;
            }
        }

        return false;
    }

    /// <summary>Remaining length, 7 bits a byte, least first (2.2.3).</summary>
    public static byte[] Length(int value)
    {
        var bytes = new List<byte>();
        do
        {
            var digit = value % 128;
            value /= 128;
            bytes.Add((byte)(value > 0 ? digit | 0x80 : digit));
        }
        while (value > 0);

        return [.. bytes];
    }

    private static void AddText(List<byte> body, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        body.Add((byte)(bytes.Length >> 8));
        body.Add((byte)bytes.Length);
        body.AddRange(bytes);
    }
}
