using Gateway.Center.Evidence.Csv;
using Gateway.Center.Evidence.Package;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Evidence.Content;

/// <summary>Raw samples of one point, one CSV file. A stretch without samples has a row of its own, so that nobody draws a line over it.</summary>
internal sealed class SampleContent(IHistoryStore history)
{
    private const int Chunk = 10_000;

    // Missing is what comes later than five times the usual distance; never less than five seconds.
    private const int Usual = 5;
    private static readonly string[] s_columns = ["row", "time", "until", "value", "unit", "quality", "flags"];

    public async Task<SampleCount> WriteAsync(PackageWriter package, EvidenceWindow window, SitePoint point, CancellationToken cancellation)
    {
        var count = new SampleCount(point.EdgeId, point.PointId, 0, 0, []);
        await package.AddAsync(
            $"samples/{Safe(point.EdgeId)}/{Safe(point.PointId)}.csv",
            async stream =>
            {
                await using var csv = await CsvFile.StartAsync(stream, s_columns);
                count = await RowsAsync(csv, window, point, cancellation);
            });
        return count;
    }

    private static string Safe(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')).TrimStart('.');

    private async Task<SampleCount> RowsAsync(CsvFile csv, EvidenceWindow window, SitePoint point, CancellationToken cancellation)
    {
        var (last, from, samples, good, gaps) = (window.From.UtcTicks, window.From, 0L, 0L, new List<SampleGap>());
        var allowed = long.MaxValue;
        for (var more = true; more;)
        {
            var chunk = await history.QueryAsync(point.HistoryId, from, window.To, HistoryResolution.Raw, Chunk, cancellation);
            allowed = samples == 0 ? Allowed(chunk) : allowed;
            foreach (var sample in chunk)
            {
                await GapAsync(csv, gaps, last, sample.Time, allowed);
                await csv.RowAsync("sample", Time(sample.Time), null, sample.Count > 0 ? sample.Mean : null, point.Unit, sample.Quality, sample.Flags.ToString());
                (last, samples, good) = (sample.Time, samples + 1, good + (sample.Count > 0 ? 1 : 0));
            }

            more = chunk.Count == Chunk;
            from = more ? Time(chunk[^1].Time + 1) : from;
        }

        await GapAsync(csv, gaps, last, window.To.UtcTicks, samples == 0 ? 0 : allowed);
        return new SampleCount(point.EdgeId, point.PointId, samples, good, gaps);
    }

    private static async Task GapAsync(CsvFile csv, List<SampleGap> gaps, long from, long to, long allowed)
    {
        if (to - from > allowed)
        {
            gaps.Add(new SampleGap(Time(from), Time(to)));
            await csv.RowAsync("gap", Time(from), Time(to), null, null, null, null);
        }
    }

    private static long Allowed(IReadOnlyList<HistorySample> samples)
    {
        var distances = samples.Zip(samples.Skip(1), (one, next) => next.Time - one.Time).Order().ToList();
        return distances.Count == 0 ? TimeSpan.FromMinutes(1).Ticks : Math.Max(Usual * distances[distances.Count / 2], TimeSpan.FromSeconds(5).Ticks);
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <param name="Good">With a value of good or uncertain quality.</param>
internal sealed record SampleCount(string Edge, string Point, long Samples, long Good, IReadOnlyList<SampleGap> Gaps);

internal sealed record SampleGap(DateTimeOffset From, DateTimeOffset To);
