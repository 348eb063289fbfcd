using Gateway.Core.Measurements;
using Gateway.Load.References;
using Gateway.Load.Running;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.LineProtocol;
using Gateway.Storage.InfluxDb.Sink;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Peers;
using Gateway.Testing.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Load.Scenarios;

/// <summary>
/// The whole sink, from log entries through decoding, encoding and checking to Debian's influxd, in batches of 5,000 lines of 1,000 points;
/// the reference posts bodies made beforehand to the same server.
/// </summary>
internal sealed class InfluxWrite(bool gzip) : Scenario
{
    private const int Lines = 5_000;
    private const int PointCount = 1_000;
    private const int Bodies = 100;
    private static readonly long s_start = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly NumberedPoints _points = new(PointCount);
    private readonly EndlessLog _log = new(PointCount, s_start);
    private Influxd _influxd = null!;
    private InfluxOptions _options = null!;
    private List<byte[]> _bodies = [];

    public override string Name => gzip ? "influx.write.gzip" : "influx.write";

    public override string What => $"sink to influxd, batches of 5,000{(gzip ? ", compressed" : "")}; reference: HttpClient posting ready-made bytes";

    public override string Unit => "points/s";

    public override async Task PrepareAsync(CancellationToken cancellation)
    {
        _influxd = await Influxd.StartAsync();
        await _influxd.CreateDatabaseAsync("load");
        _options = new InfluxOptions { Url = _influxd.Url, Database = "load", Gzip = gzip, BatchLines = Lines };
        _bodies = [.. Enumerable.Range(0, Bodies).Select(Body)];
    }

    public override async Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation)
    {
        using var client = new InfluxClient(_options, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sink = new InfluxSink(_options, _log, n => _points.IdOf(n), _points, client, TimeProvider.System, NullLogger<InfluxSink>.Instance);
        var measured = await Measurement.RateAsync(async () =>
        {
            var before = _log.Cursor;
            var running = sink.RunAsync(stop.Token);
            await Task.Delay(length, TimeProvider.System, cancellation);
            var entries = _log.Cursor - before;
            await stop.CancelAsync();
            await running;
            return entries * EndlessLog.ReadingsPerEntry;
        });
        return sink.SetAside.Count == 0 ? measured : throw new InvalidDataException(sink.SetAside.Latest[0].Reason);
    }

    public override Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation) => Measurement.RateAsync(
        async () => Lines * await BarePoster.RunAsync(new Uri($"{_influxd.Url}/write?db=load&precision=ns"), _bodies, length, cancellation));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_influxd is not null)
        {
            await _influxd.DisposeAsync();
        }
    }

    /// <summary>A day apart from what the sink writes, so that neither overwrites the other.</summary>
    private byte[] Body(int number)
    {
        var writer = new LineProtocolWriter(1024 * 1024);
        var prefixes = new SeriesPrefixes(_options, _points);
        for (var i = 0; i < Lines; i++)
        {
            var point = i % PointCount;
            var second = (number * (Lines / PointCount)) + (i / PointCount);
            var time = s_start - TimeSpan.TicksPerDay + (second * TimeSpan.TicksPerSecond);
            writer.Write(prefixes.Of(_points.All[point].Id), Math.Round(point * 0.37, 2), Quality.Good, DetectorFlags.None, time);
        }

        return writer.Written.ToArray();
    }
}
