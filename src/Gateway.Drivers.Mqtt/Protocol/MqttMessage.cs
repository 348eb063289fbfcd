namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>One PUBLISH as it lies in the receive buffer; valid only while the callback runs.</summary>
public readonly ref struct MqttMessage
{
    public ReadOnlySpan<byte> Topic { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>0 for QoS 0.</summary>
    public ushort PacketId { get; init; }

    public int Qos { get; init; }

    /// <summary>The broker kept it from before our subscription: of unknown age.</summary>
    public bool Retained { get; init; }

    public bool Duplicate { get; init; }

    /// <param name="header">First byte of the packet.</param>
    /// <exception cref="MqttProtocolException">QoS 3, packet id 0, no topic, or a body too short.</exception>
    public static MqttMessage Parse(byte header, ReadOnlySpan<byte> body, bool version5)
    {
        var reader = new BodyReader(body);
        var head = ReadHead(header, ref reader);
        if (version5)
        {
            // The length is nearly always 0; what is in it concerns people, not readings.
            reader.ReadProperties();
        }

        return head with { Payload = reader.Rest };
    }

    /// <summary>Reads topic and packet id only; the payload stays empty.</summary>
    /// <exception cref="MqttProtocolException">As <see cref="Parse"/>.</exception>
    public static MqttMessage ParseHead(byte header, ReadOnlySpan<byte> body)
    {
        var reader = new BodyReader(body);
        return ReadHead(header, ref reader);
    }

    private static MqttMessage ReadHead(byte header, scoped ref BodyReader reader)
    {
        var qos = (header >> 1) & 3;
        var topic = reader.ReadText();
        var id = qos > 0 ? reader.ReadUInt16() : (ushort)0;
        if (qos == 3 || topic.IsEmpty || (qos > 0 && id == 0))
        {
            throw new MqttProtocolException("A PUBLISH has QoS 3, no topic (we allow no alias) or packet id 0.");
        }

        return new MqttMessage
        {
            Topic = topic,
            PacketId = id,
            Qos = qos,
            Retained = (header & 1) != 0,
            Duplicate = (header & 8) != 0,
        };
    }
}
