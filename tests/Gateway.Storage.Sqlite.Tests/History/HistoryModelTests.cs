using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.History;

/// <summary>
/// Random readings, in and out of order, bad ones and repeats among them, with flushes, crashes, compaction and passing hours
/// between, against sums worked out from the whole list.
/// </summary>
public sealed class HistoryModelTests
{
    [Fact]
    public void Every_resolution_answers_as_a_plain_list_would() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15).WithStartSize(10).WithEndSize(60),
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Run(new Random(seed)).GetAwaiter().GetResult()));

    private static async Task Run(Random random)
    {
        await using var bench = HistoryBench.Open();
        var model = new List<RawSample>();
        for (var step = 0; step < 25; step++)
        {
            await Do(bench, model, random);
            if (random.Next(4) == 0)
            {
                await Compare(bench, model, random);
            }
        }

        await Compare(bench, model, random);
    }

    private static async Task Do(HistoryBench bench, List<RawSample> model, Random random)
    {
        switch (random.Next(10))
        {
            case < 6:
                Append(bench, model, random);
                break;
            case 6:
                await bench.History.BeatAsync(CancellationToken.None);
                break;
            case 7:
                await bench.CrashAsync();
                break;
            default:
                bench.Log.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
                break;
        }
    }

    private static void Append(HistoryBench bench, List<RawSample> model, Random random)
    {
        var elapsed = (bench.Log.Time.GetUtcNow() - HistoryBench.Start).TotalSeconds;
        var readings = Enumerable.Range(0, random.Next(1, 40)).Select(_ => new Reading(
            random.Next(2), random.Next(8) == 0 ? double.NaN : random.Next(50),
            HistoryBench.Start.AddSeconds(Math.Round(elapsed - (random.NextDouble() * random.Next(2) * 9000))).UtcTicks,
            random.Next(8) == 0 ? Quality.SensorFailure : random.Next(8) == 0 ? Quality.NotAccurate : Quality.Good)).ToArray();
        bench.Log.Append(readings);
        foreach (var sample in readings.Where(r => r.Point == 0).Select(r => new RawSample(r.SourceTime, r.Value, r.Quality, 0, null)))
        {
            if (!model.Contains(sample))
            {
                model.Add(sample);
            }
        }
    }

    private static async Task Compare(HistoryBench bench, List<RawSample> model, Random random)
    {
        var elapsed = (bench.Log.Time.GetUtcNow() - HistoryBench.Start).TotalSeconds + 10;
        var (from, to) = (random.Next(-9000, (int)elapsed), random.Next(-9000, (int)elapsed));
        foreach (var (bucket, resolution) in ((long, HistoryResolution)[])[(1, HistoryResolution.Raw), (TimeSpan.TicksPerMinute, HistoryResolution.Minute), (TimeSpan.TicksPerHour, HistoryResolution.Hour)])
        {
            var answer = await bench.AskAsync(resolution, Math.Min(from, to), Math.Max(from, to));
            answer.ShouldBe(Expected(model, bucket, HistoryBench.Start.AddSeconds(Math.Min(from, to)).UtcTicks, HistoryBench.Start.AddSeconds(Math.Max(from, to)).UtcTicks));
        }
    }

    private static List<HistorySample> Expected(List<RawSample> model, long bucket, long from, long to)
    {
        var ordered = model.OrderBy(s => s.Time).Select(s => (Start: bucket == 1 ? s.Time : s.Time / bucket * bucket, Sample: s))
            .Where(s => s.Start >= from && s.Start < to).ToList();
        var groups = bucket == 1 ? ordered.Select(s => new[] { s }.AsEnumerable()) : ordered.GroupBy(s => s.Start).Select(g => g.AsEnumerable());
        return [.. groups.Select(g => Bucket(g.First().Start, [.. g.Select(s => s.Sample)]))];
    }

    private static HistorySample Bucket(long start, List<RawSample> samples)
    {
        var figures = samples.Where(s => (byte)s.Quality >= 64 && !double.IsNaN(s.Value)).Select(s => s.Value).ToList();
        var worst = (Quality)samples.Min(s => (byte)s.Quality);
        return figures.Count == 0
            ? new HistorySample(start, double.NaN, double.NaN, double.NaN, 0, worst)
            : new HistorySample(start, figures.Min(), figures.Max(), figures.Sum() / figures.Count, figures.Count, worst);
    }
}
