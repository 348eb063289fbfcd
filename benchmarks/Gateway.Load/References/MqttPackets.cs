using System.Net.Sockets;
using System.Text;

namespace Gateway.Load.References;

/// <summary>The few packets a bare peer needs, MQTT 3.1.1 and 5 (OASIS standard, section 2.1 and 3).</summary>
internal static class MqttPackets
{
    /// <summary>One whole packet, read byte by byte up to its body; only for the greeting.</summary>
    public static async Task<byte[]> ReadAsync(Socket socket)
    {
        var packet = new List<byte> { await ByteAsync(socket) };
        int length = 0, shift = 0;
        do
        {
            packet.Add(await ByteAsync(socket));
            length |= (packet[^1] & 0x7F) << shift;
            shift += 7;
        }
        while ((packet[^1] & 0x80) != 0);

        for (var i = 0; i < length; i++)
        {
            packet.Add(await ByteAsync(socket));
        }

        return [.. packet];
    }

    /// <summary>After the name "MQTT" in a CONNECT.</summary>
    public static int ProtocolLevel(byte[] connect) => connect[connect.AsSpan().IndexOf("MQTT"u8) + 4];

    public static (byte High, byte Low) PacketId(byte[] subscribe)
    {
        var at = 1;
        while ((subscribe[at++] & 0x80) != 0)
        {
        }

        return (subscribe[at], subscribe[at + 1]);
    }

    public static void AddLength(List<byte> packet, int length)
    {
        do
        {
            var more = length > 0x7F ? 0x80 : 0;
            packet.Add((byte)((length & 0x7F) | more));
            length >>= 7;
        }
        while (length > 0);
    }

    /// <summary>MQTT 3.1.1, clean session, no keep-alive.</summary>
    public static byte[] Connect(string clientId)
    {
        var id = Encoding.ASCII.GetBytes(clientId);
        return [0x10, (byte)(12 + id.Length), 0, 4, .. "MQTT"u8, 4, 2, 0, 0, 0, (byte)id.Length, .. id];
    }

    public static byte[] Subscribe(string filter, int qos)
    {
        var bytes = Encoding.ASCII.GetBytes(filter);
        return [0x82, (byte)(5 + bytes.Length), 0, 1, 0, (byte)bytes.Length, .. bytes, (byte)qos];
    }

    private static async Task<byte> ByteAsync(Socket socket)
    {
        var one = new byte[1];
        return await socket.ReceiveAsync(one) == 1 ? one[0] : throw new EndOfStreamException();
    }
}
