using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Mqtt.Mapping;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Edge.Composition;

/// <summary>
/// Reads registers that came over MQTT by the rules of the Modbus driver, so that a transmitter behind a cellular modem reads the
/// same as on a cable: also BCD and integer-decimal. Single bytes are left to the plain decoder.
/// </summary>
public sealed class RegisterPayloadDecoder : IBinaryDecoder
{
    private readonly RegisterDecoder _decoder;
    private readonly int _position;

    private RegisterPayloadDecoder(RegisterDecoder decoder, int position) => (_decoder, _position) = (decoder, position);

    public static IBinaryDecoderFactory Factory { get; } = new RegisterFactory();

    public bool TryDecode(ReadOnlySpan<byte> payload, out double value, out Quality quality)
    {
        var size = _decoder.Width * sizeof(ushort);
        if (_position > payload.Length - size)
        {
            (value, quality) = (double.NaN, Quality.ConfigurationError);
            return false;
        }

        var decoded = _decoder.Decode(payload.Slice(_position, size), 0);
        (value, quality) = (decoded.Value, decoded.Quality);
        return true;
    }

    private sealed class RegisterFactory : IBinaryDecoderFactory
    {
        public IBinaryDecoder? Create(MqttBinaryOptions options) =>
            Create(options, NameOf<RegisterType>(options.Type), NameOf<ByteOrder>(options.Order)) ?? PlainBinaryDecoder.Factory.Create(options);

        private static RegisterPayloadDecoder? Create(MqttBinaryOptions options, RegisterType? type, ByteOrder? order)
        {
            if (type is null or RegisterType.Bit or RegisterType.String || order is null || options.Position < 0 || !Fits(options.Bit, type.Value))
            {
                return null;
            }

            var binding = new ModbusPointBinding { Type = type.Value, Order = order, Bit = options.Bit };
            return new RegisterPayloadDecoder(new RegisterDecoder(binding), options.Position);
        }

        private static bool Fits(int? bit, RegisterType type) =>
            bit is null || (type is RegisterType.UInt16 or RegisterType.UInt32 or RegisterType.UInt64 && bit >= 0 && bit < RegisterWidth.Of(type) * 16);

        // A number is no name, though Enum.Parse would take it.
        private static T? NameOf<T>(string text)
            where T : struct, Enum =>
            text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;
    }
}
