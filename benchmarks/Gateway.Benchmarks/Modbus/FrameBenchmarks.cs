using BenchmarkDotNet.Attributes;
using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Benchmarks.Modbus;

/// <summary>A reply of 32 registers found in the received bytes and judged against its request.</summary>
[ShortRunJob]
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private const byte Registers = 32;
    private const byte Transaction = 7;

    private readonly MbapFramer _mbap = new();
    private readonly RtuFramer _rtu = new();
    private readonly ModbusRequest _request = new(1, FunctionCode.ReadHoldingRegisters, 100, Registers);
    private readonly byte[] _sent = new byte[16];
    private byte[] _overTcp = [];
    private byte[] _overRtu = [];

    [GlobalSetup]
    public void Prepare()
    {
        byte[] pdu = [(byte)FunctionCode.ReadHoldingRegisters, Registers * 2, .. Enumerable.Range(0, Registers * 2).Select(i => (byte)i)];
        _overTcp = [0, Transaction, 0, 0, 0, (byte)(pdu.Length + 1), 1, .. pdu];
        byte[] frame = [1, .. pdu];
        var crc = Crc16.Compute(frame);
        _overRtu = [.. frame, (byte)crc, (byte)(crc >> 8)];
        MustBeOk(DecodeTcp());
        MustBeOk(DecodeRtu());
    }

    [Benchmark]
    public int WriteTcp() => _mbap.Write(_request, Transaction, _sent);

    [Benchmark]
    public int WriteRtu() => _rtu.Write(_request, Transaction, _sent);

    [Benchmark]
    public ReplyStatus DecodeTcp() => Judge(_mbap.Match(_overTcp, pending: null), _overTcp);

    /// <summary>With the check sum of 69 bytes.</summary>
    [Benchmark]
    public ReplyStatus DecodeRtu() => Judge(_rtu.Match(_overRtu, _request), _overRtu);

    private ReplyStatus Judge(ReplyMatch match, byte[] received) =>
        match.Kind == MatchKind.Frame
            ? ReplyCheck.Judge(_request, received.AsSpan(match.PduStart, match.PduLength), out _)
            : ReplyStatus.Malformed;

    private static void MustBeOk(ReplyStatus status)
    {
        if (status != ReplyStatus.Ok)
        {
            throw new InvalidDataException($"The frame is {status}.");
        }
    }
}
