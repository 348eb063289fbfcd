using System.Text;
using Gateway.Core.Measurements;
using Gateway.Load.References;
using Gateway.Load.Running;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.LineProtocol;
using Gateway.Testing.Storage;

namespace Gateway.Load.Scenarios;

/// <summary>Line protocol of 10,000 points with 4 tags and 2 fields, values of two decimals, on one core.</summary>
internal sealed class InfluxEncode : Scenario
{
    private const int Lines = 5_000;
    private static readonly long s_start = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly NumberedPoints _points = new(10_000);
    private readonly LineProtocolWriter _writer = new(1024 * 1024);
    private readonly byte[] _bare = new byte[1024 * 1024];
    private readonly double[] _values = [.. Enumerable.Range(0, 10_000).Select(i => Math.Round(i * 0.37, 2))];
    private SeriesPrefixes _prefixes = null!;
    private byte[][] _ids = [];

    public override string Name => "influx.encode";

    public override string What => "line protocol, 4 tags and 2 fields, on one core; reference: formatting without cache or escaping";

    public override string Unit => "points/s";

    public override int Core => 0;

    public override Task PrepareAsync(CancellationToken cancellation)
    {
        _prefixes = new SeriesPrefixes(new InfluxOptions(), _points);
        _ids = [.. _points.All.Select(p => Encoding.ASCII.GetBytes(p.Id))];
        return Task.CompletedTask;
    }

    public override Task<Measurement> MeasureProductAsync(TimeSpan length, CancellationToken cancellation) =>
        MeasureCheckedAsync(length);

    public override Task<Measurement> MeasureReferenceAsync(TimeSpan length, CancellationToken cancellation) =>
        Measurement.RateAsync(() => Task.FromResult(Repeat(length, FormatBatch)));

    private async Task<Measurement> MeasureCheckedAsync(TimeSpan length)
    {
        var measured = await Measurement.RateAsync(() => Task.FromResult(Repeat(length, EncodeBatch)));
        for (var i = 0; i < Lines; i++)
        {
            if (LineProtocolChecker.FindFault(_writer.Line(i)) is { } fault)
            {
                throw new InvalidDataException(fault);
            }
        }

        return measured;
    }

    private static long Repeat(TimeSpan length, Action<long> batch)
    {
        var start = TimeProvider.System.GetTimestamp();
        var lines = 0L;
        while (TimeProvider.System.GetElapsedTime(start) < length)
        {
            batch(lines);
            lines += Lines;
        }

        return lines;
    }

    private void EncodeBatch(long first)
    {
        _writer.Clear();
        for (var i = 0; i < Lines; i++)
        {
            var point = (int)((first + i) % _points.Count);
            _writer.Write(_prefixes.Of(_points.All[point].Id), _values[point], Quality.Good, DetectorFlags.None, s_start + first + i);
        }
    }

    private void FormatBatch(long first)
    {
        var at = 0;
        for (var i = 0; i < Lines; i++)
        {
            var point = (int)((first + i) % _points.Count);
            var time = (s_start - DateTime.UnixEpoch.Ticks + first + i) * 100;
            at += BareLineFormatter.Write(_bare.AsSpan(at), "gas-01"u8, _ids[point], _values[point], 192, time);
        }
    }
}
