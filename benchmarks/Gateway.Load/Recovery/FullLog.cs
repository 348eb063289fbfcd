using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Recovery;

/// <summary>A durable log as a site leaves it behind: ten points, a batch of all of them every so often, up to now.</summary>
internal static class FullLog
{
    /// <summary>Points of the device <c>d0</c>; a batch holds ten readings of each.</summary>
    public const int Points = 10;

    private const int PerBatch = 100;
    private const int BatchesAtOnce = 200;

    /// <param name="path">Of <c>log.db</c>.</param>
    /// <param name="span">Time the readings are spread over, up to now.</param>
    /// <returns>Readings written.</returns>
    public static async Task<long> WriteAsync(string path, long readings, TimeSpan span)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var log = new SqliteDurableLog(
            path, new SqliteLogOptions { MaxBytes = 12L << 30 }, new DevicePoints(), TimeProvider.System, NullLogger<SqliteDurableLog>.Instance);
        var (pool, end) = (new BatchPool(), TimeProvider.System.GetUtcNow().UtcTicks);
        var (batches, step) = (readings / PerBatch, span.Ticks / (readings / PerBatch));
        var together = new List<ReadingBatch>(BatchesAtOnce);
        for (var number = 0L; number < batches; number++)
        {
            together.Add(Batch(pool, end - ((batches - number) * step), step / (PerBatch / Points)));
            if (together.Count == BatchesAtOnce || number == batches - 1)
            {
                log.Append(together);
                together.ForEach(pool.Return);
                together.Clear();
            }
        }

        return batches * PerBatch;
    }

    private static ReadingBatch Batch(BatchPool pool, long time, long step)
    {
        var batch = pool.Rent(0, time);
        for (var i = 0; i < PerBatch; i++)
        {
            batch.Add(new Reading(i % Points, (time / TimeSpan.TicksPerMillisecond % 1000 * 0.1) + i, time + (i / Points * step), Quality.Good));
        }

        return batch;
    }

    private sealed class DevicePoints : IPointDirectory
    {
        private readonly Dictionary<string, Point> _byId = Enumerable.Range(0, Points)
            .Select(index => new Point { Index = index, Id = $"d0.p{index}", Name = new LocalizedText("测点", "Point"), Device = "d0" }).ToDictionary(point => point.Id, StringComparer.Ordinal);

        public int Count => Points;

        public string? IdOf(int index) => index is >= 0 and < Points ? $"d0.p{index}" : null;

        public Point? Find(int index) => IdOf(index) is { } id ? _byId[id] : null;

        public Point? Find(string id) => _byId.GetValueOrDefault(id);
    }
}
