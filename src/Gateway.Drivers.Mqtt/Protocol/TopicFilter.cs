namespace Gateway.Drivers.Mqtt.Protocol;

/// <summary>Topic names and filters by MQTT 5.0 section 4.7 (the same in 3.1.1).</summary>
public static class TopicFilter
{
    private const int MaxBytes = 65535;

    /// <summary>True for a name that may be published to: no wildcard, no NUL, 1 to 65535 bytes.</summary>
    public static bool IsValidTopic(string topic) => IsText(topic) && topic.AsSpan().IndexOfAny('+', '#') < 0;

    /// <summary>True for a filter that may be subscribed to.</summary>
    public static bool IsValid(string filter)
    {
        if (!IsText(filter))
        {
            return false;
        }

        var levels = filter.Split('/');
        for (var i = 0; i < levels.Length; i++)
        {
            var wild = levels[i].AsSpan().IndexOfAny('+', '#') >= 0;
            if (wild && (levels[i].Length != 1 || (levels[i] == "#" && i != levels.Length - 1)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the filter takes the topic, both in UTF-8. Wildcards at the start do not take <c>$</c> topics (4.7.2).</summary>
    public static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> topic)
    {
        if (topic is [(byte)'$', ..] && filter is [(byte)'+' or (byte)'#', ..])
        {
            return false;
        }

        while (true)
        {
            var filterEnd = filter.IndexOf((byte)'/');
            var level = filterEnd < 0 ? filter : filter[..filterEnd];
            if (level.Length == 1 && level[0] == '#')
            {
                return true;
            }

            var topicEnd = topic.IndexOf((byte)'/');
            var name = topicEnd < 0 ? topic : topic[..topicEnd];
            if (!(level.Length == 1 && level[0] == '+') && !level.SequenceEqual(name))
            {
                return false;
            }

            if (topicEnd < 0)
            {
                // "sport/#" also takes "sport" itself (4.7.1.2).
                return filterEnd < 0 || filter[filterEnd..].SequenceEqual("/#"u8);
            }

            if (filterEnd < 0)
            {
                return false;
            }

            filter = filter[(filterEnd + 1)..];
            topic = topic[(topicEnd + 1)..];
        }
    }

    private static bool IsText(string text) =>
        text.Length > 0 && !text.Contains('\0') && System.Text.Encoding.UTF8.GetByteCount(text) <= MaxBytes;
}
