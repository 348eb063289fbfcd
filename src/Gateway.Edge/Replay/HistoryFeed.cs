using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Replay;

/// <summary>
/// Hands the embedded history of a box to a judge in event-time order, an hour at a time. The history keeps no receive times and no commands of people: for
/// these replay the durable log.
/// </summary>
internal sealed class HistoryFeed(IHistoryStore history, IReadOnlyList<Point> points)
{
    private const int MostAnHour = 10_000_000;
    private static readonly TimeSpan s_step = TimeSpan.FromHours(1);

    public long Samples { get; private set; }

    public async Task RunAsync(DateTimeOffset from, DateTimeOffset to, Action<ReadOnlySpan<ReplaySample>> take, CancellationToken cancellation)
    {
        for (var start = from; start < to; start += s_step)
        {
            var end = start + s_step < to ? start + s_step : to;
            var hour = await HourAsync(start, end, cancellation);
            Samples += hour.Length;
            take(hour);
        }
    }

    private async Task<ReplaySample[]> HourAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var hour = new List<ReplaySample>();
        foreach (var point in points)
        {
            foreach (var sample in await history.QueryAsync(point.Id, from, to, HistoryResolution.Raw, MostAnHour, cancellation))
            {
                hour.Add(new ReplaySample(new Reading(point.Index, sample.Mean, sample.Time, sample.Quality, sample.Flags), sample.Time));
            }
        }

        return [.. hour.OrderBy(sample => sample.Received).ThenBy(sample => sample.Reading.Point)];
    }
}
