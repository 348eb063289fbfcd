using BenchmarkDotNet.Attributes;
using Gateway.Core.Measurements;
using Gateway.Storage.InfluxDb;
using Gateway.Storage.InfluxDb.LineProtocol;

namespace Gateway.Benchmarks;

/// <summary>One line with 4 tags and 2 fields: written, and checked before it is sent.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class LineProtocolBenchmarks
{
    private static readonly long s_time = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly LineProtocolWriter _writer = new();
    private byte[] _prefix = [];
    private byte[] _line = [];

    /// <summary>Two decimals, as most sensors send; and a 32-bit float widened, which has no short decimal.</summary>
    [Params(12.34, 12.340000152587891)]
    public double Value { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var point = new Point { Index = 0, Id = "gas-01.lel", Name = new("可燃气", "LEL"), Device = "gas-01", Family = "gas", Quantity = "lel" };
        _prefix = SeriesPrefixes.Build(new InfluxOptions(), point.Id, point);
        _writer.Write(_prefix, Value, Quality.Good, DetectorFlags.None, s_time);
        _line = _writer.Line(0).ToArray();
    }

    [Benchmark]
    public int Write()
    {
        _writer.Clear();
        _writer.Write(_prefix, Value, Quality.Good, DetectorFlags.None, s_time);
        return _writer.Length;
    }

    [Benchmark]
    public bool Check() => LineProtocolChecker.FindFault(_line) is null;
}
