namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Variable byte integer, MQTT 5.0 section 1.5.5: seven bits a byte, lowest first, at most four bytes.</summary>
public static class VariableInteger
{
    public const int Max = 268_435_455;

    /// <summary>False while bytes are missing.</summary>
    /// <exception cref="MqttProtocolException">A fifth byte follows.</exception>
    public static bool TryRead(ReadOnlySpan<byte> source, out int value, out int used)
    {
        value = 0;
        for (used = 0; used < 4; used++)
        {
            if (used == source.Length)
            {
                return false;
            }

            value |= (source[used] & 0x7F) << (7 * used);
            if (source[used] < 0x80)
            {
                used++;
                return true;
            }
        }

        throw new MqttProtocolException("A length takes more than four bytes.");
    }

    /// <returns>Bytes written, 1 to 4.</returns>
    public static int Write(Span<byte> target, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Max);
        var used = 0;
        do
        {
            var low = value & 0x7F;
            value >>= 7;
            target[used++] = (byte)(value > 0 ? low | 0x80 : low);
        }
        while (value > 0);
        return used;
    }
}
