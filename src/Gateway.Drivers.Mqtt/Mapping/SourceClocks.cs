using System.Collections.Concurrent;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>The clocks of the sources of one connection, one a topic. The receiving task writes, anybody reads.</summary>
/// <param name="changed">Told when a clock goes off or is good again, at most once a minute a source.</param>
internal sealed class SourceClocks(TimeSpan tolerance, TimeProvider time, Action<string, TimeSpan, bool>? changed = null)
{
    private const int MostRemembered = 16_384;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ClockWatch> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, ClockWatch> _points = new();

    /// <summary>Sources whose clock is not believed now.</summary>
    public int OffCount => _topics.Values.Count(clock => clock.IsOff);

    /// <summary>The watch of a topic; the same one however often the topic is resolved anew.</summary>
    public ClockWatch Of(string topic)
    {
        if (_topics.TryGetValue(topic, out var known))
        {
            return known;
        }

        if (_topics.Count >= MostRemembered)
        {
            _topics.Clear();
        }

        return _topics[topic] = new ClockWatch(tolerance, Quietly(topic));
    }

    public void Bind(int point, ClockWatch clock) => _points[point] = clock;

    /// <summary>Source time minus receive time of the point's source; null while it sent no time that could be read.</summary>
    public TimeSpan? OffsetOf(int point) => _points.TryGetValue(point, out var clock) ? clock.Offset : null;

    /// <summary>The sources farthest off, the farthest first.</summary>
    public IReadOnlyList<SourceClock> Worst(int count) =>
    [
        .. _topics.Where(pair => pair.Value.Offset is not null)
            .Select(pair => new SourceClock(pair.Key, pair.Value.Offset!.Value.TotalSeconds, pair.Value.IsOff))
            .OrderByDescending(clock => Math.Abs(clock.OffsetS)).ThenBy(clock => clock.Topic, StringComparer.Ordinal).Take(count),
    ];

    private Action<TimeSpan, bool>? Quietly(string topic)
    {
        long? told = null;
        return changed is null ? null : (offset, isOff) =>
        {
            if (told is { } last && time.GetElapsedTime(last) < s_quiet)
            {
                return;
            }

            told = time.GetTimestamp();
            changed(topic, offset, isOff);
        };
    }
}
