using System.Buffers.Binary;

namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Reads the body of one packet front to back; reading past its end is a protocol error, never an overrun.</summary>
public ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Two length bytes and that many bytes (UTF-8 text or binary data).</summary>
    public ReadOnlySpan<byte> ReadText() => Take(ReadUInt16());

    public int ReadVariable()
    {
        if (!VariableInteger.TryRead(_rest, out var value, out var used))
        {
            throw new MqttProtocolException("A packet ends inside a length.");
        }

        _rest = _rest[used..];
        return value;
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new MqttProtocolException("A packet is shorter than its fields.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>The property block of MQTT 5 (section 2.2.2).</summary>
    public ReadOnlySpan<byte> ReadProperties() => Take(ReadVariable());
}
