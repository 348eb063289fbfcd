using Gateway.Core.Measurements;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Reads one field of a binary payload; made once a point. Must not allocate or throw.</summary>
public interface IBinaryDecoder
{
    /// <returns>False when the payload is too short or does not fit.</returns>
    bool TryDecode(ReadOnlySpan<byte> payload, out double value, out Quality quality);
}

/// <summary>Makes decoders; the composition plugs the Modbus decoder in here.</summary>
public interface IBinaryDecoderFactory
{
    /// <returns>Null when the options name a type or order it does not know.</returns>
    IBinaryDecoder? Create(Options.MqttBinaryOptions options);
}
