using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>What the messages of one topic hold.</summary>
internal sealed class TopicRoute
{
    private readonly JsonMapping _json = new();
    private readonly List<PointReader> _raw = [];
    private readonly List<PointReader> _binary = [];

    public TopicRoute(IEnumerable<ResolvedMqttBinding> bindings, IBinaryDecoderFactory decoders, ClockWatch clock)
    {
        Clock = clock;
        foreach (var (point, binding) in bindings)
        {
            Add(new PointReader(point, binding, decoders), binding);
        }
    }

    public ClockWatch Clock { get; }

    /// <summary>Adds the readings of the message; null when it could be read, else why not.</summary>
    public string? Read(ReadOnlySpan<byte> payload, in MessageContext context)
    {
        var trouble = _json.IsEmpty ? null : _json.Read(payload, context);
        foreach (var point in _raw)
        {
            var before = context.Batch.Count;
            point.ReadRaw(payload, context);
            if (context.Batch.Readings[before].Quality == Core.Measurements.Quality.ConfigurationError)
            {
                trouble = "The payload is not the number or text expected.";
            }
        }

        foreach (var point in _binary)
        {
            trouble = point.ReadBinary(payload, context) ? trouble : "The payload is too short for a binary field.";
        }

        return trouble;
    }

    private void Add(PointReader reader, MqttPointBinding binding)
    {
        switch (binding.Format)
        {
            case "raw":
                _raw.Add(reader);
                break;
            case "binary":
                _binary.Add(reader);
                break;
            default:
                _json.Add(reader, binding);
                break;
        }
    }
}
