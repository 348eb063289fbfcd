namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Walks the properties of an MQTT 5 packet (section 2.2.2.2). An unknown property is a protocol error.</summary>
public ref struct PropertyReader(ReadOnlySpan<byte> properties)
{
    public const int SessionExpiry = 17;
    public const int AssignedClientId = 18;
    public const int ServerKeepAlive = 19;
    public const int ReasonString = 31;
    public const int ReceiveMaximum = 33;
    public const int MaximumQos = 36;
    public const int RetainAvailable = 37;
    public const int MaximumPacketSize = 39;

    private BodyReader _reader = new(properties);

    public int Id { get; private set; }

    /// <summary>The value when it is a number.</summary>
    public long Number { get; private set; }

    /// <summary>The value when it is text or bytes (the name, for a user property).</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    public bool Next()
    {
        if (_reader.AtEnd)
        {
            return false;
        }

        Id = _reader.ReadVariable();
        Number = 0;
        Text = default;
        switch (Id)
        {
            case 1 or 23 or 25 or MaximumQos or RetainAvailable or 40 or 41 or 42:
                Number = _reader.ReadByte();
                break;
            case ServerKeepAlive or ReceiveMaximum or 34 or 35:
                Number = _reader.ReadUInt16();
                break;
            case 2 or SessionExpiry or 24 or MaximumPacketSize:
                Number = _reader.ReadUInt32();
                break;
            case 11:
                Number = _reader.ReadVariable();
                break;
            case 3 or 8 or 9 or AssignedClientId or 21 or 22 or 26 or 28 or ReasonString:
                Text = _reader.ReadText();
                break;
            case 38:
                Text = _reader.ReadText();
                _reader.ReadText();
                break;
            default:
                throw new MqttProtocolException($"Unknown property {Id}.");
        }

        return true;
    }
}
