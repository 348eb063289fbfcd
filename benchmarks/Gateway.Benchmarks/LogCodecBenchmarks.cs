using System.Buffers;
using BenchmarkDotNet.Attributes;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;

namespace Gateway.Benchmarks;

/// <summary>A batch of 100 readings into the log's payload and back.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class LogCodecBenchmarks
{
    private const int Readings = 100;

    private readonly ArrayBufferWriter<byte> _output = new(16 * 1024);
    private readonly List<LoggedReading> _readings = new(Readings);
    private readonly Func<int, int> _number = index => index;
    private ReadingBatch _batch = null!;
    private byte[] _payload = [];

    [GlobalSetup]
    public void Prepare()
    {
        var time = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;
        _batch = new BatchPool().Rent(0, time);
        for (var i = 0; i < Readings; i++)
        {
            _batch.Add(new Reading(i, i * 0.37, time - i, Quality.Good));
        }

        LogCodec.Encode(_batch, _number, _output);
        _payload = _output.WrittenSpan.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Readings)]
    public int Encode()
    {
        _output.ResetWrittenCount();
        LogCodec.Encode(_batch, _number, _output);
        return _output.WrittenCount;
    }

    [Benchmark(OperationsPerInvoke = Readings)]
    public bool Decode()
    {
        _readings.Clear();
        return LogCodec.TryDecode(_payload, _readings);
    }
}
