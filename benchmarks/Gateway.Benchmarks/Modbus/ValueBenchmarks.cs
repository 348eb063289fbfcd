using BenchmarkDotNet.Attributes;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Benchmarks.Modbus;

/// <summary>One point's value taken out of a reply, with scale, offset, low word first and the fault codes of a device.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class ValueBenchmarks
{
    private static readonly long[] s_faultCodes = [0xFFFF, 0x7FFF, 0x8000];

    private readonly byte[] _registers = [0x01, 0x08, 0x41, 0x93, 0x33, 0x33, 0x12, 0x34];
    private RegisterDecoder _decoder = null!;

    [Params(RegisterType.Int16, RegisterType.Float32, RegisterType.Float64, RegisterType.Bcd32)]
    public RegisterType Type { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var binding = new ModbusPointBinding { Device = "gas-01", Type = Type, Scale = 0.1, Offset = 2 };
        _decoder = new RegisterDecoder(binding, ByteOrder.CDAB, s_faultCodes);
    }

    [Benchmark]
    public double Decode() => _decoder.Decode(_registers, offset: 0).Value;
}
