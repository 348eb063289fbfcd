using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Storage.Sqlite.History;

/// <summary>A bucket: what the values of one minute or hour come to.</summary>
/// <param name="Start">Start of the bucket, UTC ticks.</param>
/// <param name="Count">Values that were figures; with 0 the others are NaN and the sum is 0.</param>
/// <param name="Quality">The worst quality of all values, figures or not.</param>
internal readonly record struct Rollup(long Start, double Min, double Max, double Sum, int Count, Quality Quality)
{
    public HistorySample ToSample() => Count == 0
        ? new HistorySample(Start, double.NaN, double.NaN, double.NaN, 0, Quality)
        : new HistorySample(Start, Min, Max, Sum / Count, Count, Quality);

    public Rollup Merge(in Rollup other) => new(
        Start,
        Count == 0 ? other.Min : other.Count == 0 ? Min : Math.Min(Min, other.Min),
        Count == 0 ? other.Max : other.Count == 0 ? Max : Math.Max(Max, other.Max),
        Sum + other.Sum,
        Count + other.Count,
        Quality.Worse(other.Quality));

    /// <summary>Buckets of sorted samples, oldest first.</summary>
    public static List<Rollup> Of(IReadOnlyList<RawSample> samples, long bucketTicks)
    {
        var rollups = new List<Rollup>();
        foreach (var sample in samples)
        {
            var single = Single(sample, HistoryTime.Floor(sample.Time, bucketTicks));
            if (rollups.Count > 0 && rollups[^1].Start == single.Start)
            {
                rollups[^1] = rollups[^1].Merge(single);
            }
            else
            {
                rollups.Add(single);
            }
        }

        return rollups;
    }

    private static Rollup Single(in RawSample sample, long start) => sample.IsFigure
        ? new Rollup(start, sample.Value, sample.Value, sample.Value, 1, sample.Quality)
        : new Rollup(start, double.NaN, double.NaN, 0, 0, sample.Quality);
}
