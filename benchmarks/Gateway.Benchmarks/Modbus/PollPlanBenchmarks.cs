using BenchmarkDotNet.Attributes;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Pipeline.Batches;

namespace Gateway.Benchmarks.Modbus;

/// <summary>The poll plan of a device, made at start and at a reload; and what is taken out of one reply at each poll.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class PollPlanBenchmarks
{
    private const int Points = 100;
    private static readonly long s_time = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly ModbusDeviceOptions _device = new() { Id = "plant", AddressBase = 0, HoleLimit = 4, Forbidden = [[60, 63]] };
    private readonly byte[] _data = [.. Enumerable.Range(0, 250).Select(i => (byte)i)];
    private readonly BatchPool _pool = new();
    private IReadOnlyList<ModbusPoint> _points = [];
    private PollBlock _block = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _points = [.. Enumerable.Range(0, Points).Select(NewPoint)];
        _block = PollPlanner.Plan(_device, _points)[0];
    }

    [Benchmark]
    public int Plan() => PollPlanner.Plan(_device, _points).Count;

    /// <summary>All points of the plan's first request.</summary>
    [Benchmark]
    public int DecodeBlock()
    {
        var batch = _pool.Rent(0, s_time);
        BlockDecoder.Decode(_block, _data, s_time, batch);
        var readings = batch.Count;
        _pool.Return(batch);
        return readings;
    }

    /// <summary>Words and floats in turn with a register between them, so that the plan must weigh holes and the forbidden range.</summary>
    private static ModbusPoint NewPoint(int index)
    {
        var type = index % 2 == 0 ? RegisterType.Int16 : RegisterType.Float32;
        return new(index, $"p{index}", new ModbusPointBinding { Device = "plant", Address = index * 3, Type = type, Scale = 0.1 });
    }
}
