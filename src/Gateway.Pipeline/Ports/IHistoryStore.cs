using Gateway.Core.Measurements;

namespace Gateway.Pipeline.Ports;

/// <summary>How finely a history query answers.</summary>
public enum HistoryResolution
{
    Raw = 0,
    Minute = 1,
    Hour = 2,
}

/// <summary>One value or one bucket. For raw, min = max = mean = the value and count is 1.</summary>
/// <param name="Time">Source time, or the start of the bucket, UTC ticks.</param>
/// <param name="Quality">Quality of the value; the worst in the bucket.</param>
/// <param name="Count">Values with good or uncertain quality; 0 when there were only bad ones (then the figures are NaN).</param>
public readonly record struct HistorySample(long Time, double Min, double Max, double Mean, int Count, Quality Quality)
{
    /// <summary>What the detector said of a raw value, where the store keeps it; none for buckets.</summary>
    public DetectorFlags Flags { get; init; }
}

/// <summary>Answers queries by point and range. The same contract holds for the embedded store and for InfluxDB.</summary>
public interface IHistoryStore
{
    string Name { get; }

    /// <summary>Samples of one point in the half-open range [from, to), oldest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<HistorySample>> QueryAsync(
        string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit, CancellationToken cancellation);
}
