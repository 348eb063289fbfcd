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
    /// <exception cref="MqttProtocolException">QoS 3, packet id 0, empty or wildcard topic, or a body too short.</exception>
    public static MqttMessage Parse(byte header, ReadOnlySpan<byte> body, bool version5)
    {
        var qos = (header >> 1) & 3;
        var reader = new BodyReader(body);
        var topic = reader.ReadText();
        ushort id = 0;
        if (qos > 0)
        {
            id = reader.ReadUInt16();
        }

        if (qos == 3 || topic.IsEmpty || (qos > 0 && id == 0))
        {
            throw new MqttProtocolException("A PUBLISH has QoS 3, no topic (we allow no alias) or packet id 0.");
        }

        if (version5)
        {
            // The length is nearly always 0; what is in it concerns people, not readings.
            reader.ReadProperties();
        }

        return new MqttMessage
        {
            Topic = topic,
            Payload = reader.Rest,
            PacketId = id,
            Qos = qos,
            Retained = (header & 1) != 0,
            Duplicate = (header & 8) != 0,
        };
    }
}
