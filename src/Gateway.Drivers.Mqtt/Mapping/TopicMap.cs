using System.Text;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>From topic to route. A topic seen before is found without allocating; what is remembered is bounded.</summary>
internal sealed class TopicMap
{
    private const int MostRemembered = 16_384;

    private readonly List<(byte[] Filter, ResolvedMqttBinding Binding)> _patterns;
    private readonly Dictionary<byte[], TopicRoute?> _known = new(TopicComparer.Instance);
    private readonly Dictionary<byte[], TopicRoute?>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly SourceClocks _clocks;
    private readonly IBinaryDecoderFactory _decoders;

    public TopicMap(IReadOnlyList<ResolvedMqttBinding> bindings, IBinaryDecoderFactory decoders, SourceClocks clocks)
    {
        _patterns = [.. bindings.Select(b => (Encoding.UTF8.GetBytes(FilterOf(b.Binding)), b))];
        _decoders = decoders;
        _clocks = clocks;
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public static string FilterOf(MqttPointBinding binding) => TopicTemplate.ToFilter(TopicTemplate.Fill(binding.Topic, binding.Variables));

    /// <summary>The route of a topic; null when no point is bound to it. <paramref name="isNew"/> = not asked for before.</summary>
    public TopicRoute? Find(ReadOnlySpan<byte> topic, out bool isNew)
    {
        isNew = !_lookup.TryGetValue(topic, out var route);
        return isNew ? Resolve(topic) : route;
    }

    private TopicRoute? Resolve(ReadOnlySpan<byte> topic)
    {
        var bindings = new List<ResolvedMqttBinding>();
        foreach (var (filter, binding) in _patterns)
        {
            if (TopicFilter.Matches(filter, topic))
            {
                bindings.Add(binding);
            }
        }

        var route = bindings.Count == 0 ? null : RouteOf(Encoding.UTF8.GetString(topic), bindings);
        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known[topic.ToArray()] = route;
        return route;
    }

    private TopicRoute RouteOf(string topic, List<ResolvedMqttBinding> bindings)
    {
        var clock = _clocks.Of(topic);
        bindings.ForEach(binding => _clocks.Bind(binding.Point, clock));
        return new TopicRoute(bindings, _decoders, clock);
    }
}
