namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>The fixed header of a packet (MQTT 5.0 section 2.1).</summary>
/// <param name="Header">First byte: type and flags.</param>
/// <param name="HeaderLength">Bytes before the body, 2 to 5.</param>
/// <param name="BodyLength">Remaining length, 0 to 268,435,455.</param>
public readonly record struct Frame(byte Header, int HeaderLength, int BodyLength)
{
    public PacketType Type => (PacketType)(Header >> 4);

    public int Length => HeaderLength + BodyLength;

    /// <summary>Reads the fixed header; false while bytes of it are missing.</summary>
    /// <exception cref="MqttProtocolException">The length takes more than four bytes.</exception>
    public static bool TryRead(ReadOnlySpan<byte> buffer, out Frame frame)
    {
        frame = default;
        if (buffer.Length < 2)
        {
            return false;
        }

        if (buffer[1] < 0x80)
        {
            frame = new Frame(buffer[0], 2, buffer[1]);
            return true;
        }

        if (!VariableInteger.TryRead(buffer[1..], out var length, out var used))
        {
            return false;
        }

        frame = new Frame(buffer[0], 1 + used, length);
        return true;
    }
}
