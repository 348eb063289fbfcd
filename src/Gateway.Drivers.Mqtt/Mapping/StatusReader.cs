using System.Globalization;
using System.Text;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>From the source's own quality and status to ours.</summary>
internal sealed class StatusReader
{
    private readonly Dictionary<byte[], Quality> _qualities = new(TopicComparer.Instance);
    private readonly Dictionary<byte[], DetectorFlags> _flags = new(TopicComparer.Instance);
    private readonly List<(int Bit, DetectorFlags Flag)> _bits = [];

    public StatusReader(MqttPointBinding binding)
    {
        foreach (var (sent, name) in binding.Quality)
        {
            _qualities[Encoding.UTF8.GetBytes(sent)] = Enum.Parse<Quality>(name, ignoreCase: true);
        }

        foreach (var (sent, name) in binding.Flags)
        {
            var flag = Enum.Parse<DetectorFlags>(name, ignoreCase: true);
            if (BitOf(sent) is { } bit)
            {
                _bits.Add((bit, flag));
            }
            else
            {
                _flags[Encoding.UTF8.GetBytes(sent)] = flag;
            }
        }
    }

    /// <summary>The bit a key such as <c>bit4</c> names; null when it names none.</summary>
    public static int? BitOf(string key) =>
        key.StartsWith("bit", StringComparison.Ordinal) && int.TryParse(key.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var bit)
            && bit < 53 ? bit : null;

    public Quality ReadQuality(ReadOnlySpan<byte> text)
    {
        if (_qualities.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var known))
        {
            return known;
        }

        return _qualities.Count == 0 && Numbers.TryRead(text, out var code) && code is >= 0 and <= 255 ? (Quality)(byte)code : Quality.Uncertain;
    }

    public DetectorFlags ReadFlags(ReadOnlySpan<byte> text)
    {
        var flags = _flags.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var known) ? known : DetectorFlags.None;
        if (_bits.Count > 0 && Numbers.TryRead(text, out var word) && word is >= 0 and < 9e15)
        {
            foreach (var (bit, flag) in _bits)
            {
                flags |= (((long)word >> bit) & 1) != 0 ? flag : DetectorFlags.None;
            }
        }

        return flags;
    }
}
