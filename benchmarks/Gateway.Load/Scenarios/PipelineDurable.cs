using Gateway.Core.Measurements;
using Gateway.Load.References;
using Gateway.Load.Running;
using Gateway.Pipeline;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Peers;
using Gateway.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Scenarios;

/// <summary>
/// From a driver's hands to the committed log: judged, logged and settled, in batches of 100 readings of 4 sources; the reference inserts blobs of
/// the same size into SQLite with the same durability.
/// </summary>
internal sealed class PipelineDurable : Scenario
{
    private const int PointCount = 10_000;
    private const int Sources = 4;
    private const int BatchReadings = 100;

    private readonly NumberedPoints _points = new(PointCount);
    private readonly TemporaryFolder _folder = new();
    private int _run;

    public override string Name => "pipeline.durable";

    public override string What => "driver to committed log in batches of 100 readings; reference: SQLite inserting ready blobs";

    public override string Unit => "readings/s";

    public override async Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation)
    {
        await using var log = new SqliteDurableLog(
            _folder.File($"log-{_run++}.db"), new SqliteLogOptions(), _points, TimeProvider.System, NullLogger<SqliteDurableLog>.Instance);
        await using var pipeline = new GatewayPipeline(
            new PipelineOptions(), LoadSite.Plan(_points, Sources), log, [], TimeProvider.System, NullLoggerFactory.Instance);
        pipeline.Start();
        var settled = new CountingHandle();
        var measured = await Measurement.RateAsync(async () =>
        {
            var start = TimeProvider.System.GetTimestamp();
            var writers = Enumerable.Range(0, Sources).Select(s => Task.Run(() => WriteAsync(pipeline, settled, s, start, length, cancellation), cancellation));
            await Task.WhenAll(writers);
            await pipeline.StopAsync();
            return settled.Accepted * BatchReadings;
        });
        return settled.Refused == 0 && settled.Accepted > 0 ? measured : throw new InvalidDataException($"{settled.Refused} batches were not accepted.");
    }

    public override Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation) => Measurement.RateAsync(
        () => Task.FromResult(BatchReadings * BareSqlite.Run(_folder.File($"bare-{_run++}.db"), BatchReadings * 13, length)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task WriteAsync(
        GatewayPipeline pipeline, CountingHandle settled, int source, long start, TimeSpan length, CancellationToken cancellation)
    {
        var own = PointCount / Sources;
        for (var next = 0; TimeProvider.System.GetElapsedTime(start) < length; next += BatchReadings)
        {
            var batch = pipeline.Rent(source);
            batch.Delivery = settled;
            for (var i = 0; i < BatchReadings; i++)
            {
                batch.Add(new Reading((source * own) + ((next + i) % own), LoadSite.Calm, batch.ReceivedTime, Quality.Good));
            }

            await pipeline.WriteAsync(batch, cancellation);
        }
    }

    private sealed class CountingHandle : IDeliveryHandle
    {
        private long _accepted;
        private long _refused;

        public long Accepted => Interlocked.Read(ref _accepted);

        public long Refused => Interlocked.Read(ref _refused);

        public void Settle(DeliveryOutcome outcome) => Interlocked.Increment(ref outcome == DeliveryOutcome.Accepted ? ref _accepted : ref _refused);
    }
}
