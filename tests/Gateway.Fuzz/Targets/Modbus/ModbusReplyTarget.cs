using System.Buffers.Binary;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Fuzz.Engine;
using Gateway.Testing.Time;

namespace Gateway.Fuzz.Targets.Modbus;

/// <summary>
/// What comes back to one request. The first byte says in how small pieces it comes, the second which request is sent. A reply is only taken when its
/// frame stands in the bytes, whole and right: no bytes of anything else become values.
/// </summary>
internal sealed class ModbusReplyTarget(ModbusFraming framing, string name) : FuzzTarget
{
    private const byte Unit = 7;

    private static readonly ModbusRequest[] s_requests =
    [
        new(Unit, FunctionCode.ReadHoldingRegisters, 100, 4), new(Unit, FunctionCode.ReadInputRegisters, 0, 1), new(Unit, FunctionCode.ReadCoils, 5, 9),
        new(Unit, FunctionCode.WriteSingleCoil, 3, 1, 1), new(Unit, FunctionCode.WriteMultipleRegisters, 9, 1, 500), new(Unit, FunctionCode.ReadHoldingRegisters, 0, 125),
    ];

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public override string Name => name;

    public override int MaxLength => 2048;

    public override IEnumerable<byte[]> Seeds()
    {
        for (var which = 0; which < s_requests.Length; which++)
        {
            yield return [255, (byte)which, .. Frame(Answer(s_requests[which]))];
            yield return [3, (byte)which, .. Frame([(byte)((byte)s_requests[which].Function | 0x80), 2])];
        }
    }

    public override string Execute(byte[] input)
    {
        if (input.Length < 2)
        {
            return "nothing";
        }

        var request = s_requests[input[1] % s_requests.Length];
        var bytes = input.AsMemory(2);
        using var channel = new ScriptedChannel(Pieces(bytes, 1 + input[0]));
        using var client = new ModbusClient(channel, new ModbusClientOptions { Framing = framing, Timeout = TimeSpan.FromSeconds(1) }, _time);
        var data = new byte[Math.Max(1, request.DataLength)];
        var sent = client.SendAsync(request, data).AsTask();
        Oracle.Demand(sent.IsCompleted, "a request ends when the connection does");
        var reply = sent.GetAwaiter().GetResult();
        Oracle.Demand(!reply.IsOk || Stands(request, data, bytes.Span, channel.Sent), "a reply that is taken stands whole in the bytes");
        Oracle.Demand(client.Completion.IsCompletedSuccessfully, "the receiving task ends without an exception");
        return $"{request.Function} {reply.Status} {reply.ExceptionCode}";
    }

    private static List<ReadOnlyMemory<byte>> Pieces(ReadOnlyMemory<byte> bytes, int size)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < bytes.Length; at += size)
        {
            pieces.Add(bytes.Slice(at, Math.Min(size, bytes.Length - at)));
        }

        return pieces;
    }

    private static byte[] Answer(ModbusRequest request)
    {
        if (request.IsRead)
        {
            return [(byte)request.Function, (byte)request.DataLength, .. Enumerable.Range(1, request.DataLength).Select(value => (byte)value)];
        }

        var pdu = new byte[ModbusRequest.LongestPdu];
        request.WritePdu(pdu);
        return pdu[..5];
    }

    private byte[] Frame(byte[] pdu)
    {
        if (framing == ModbusFraming.Mbap)
        {
            // The first transaction of a connection.
            byte[] header = [0, 0, 0, 0, 0, (byte)(pdu.Length + 1), Unit];
            FirstTransaction().CopyTo(header, 0);
            return [.. header, .. pdu];
        }

        byte[] frame = [Unit, .. pdu];
        var crc = Crc16.Compute(frame);
        return [.. frame, (byte)crc, (byte)(crc >> 8)];
    }

    private byte[] FirstTransaction()
    {
        using var channel = new ScriptedChannel([]);
        using var client = new ModbusClient(channel, new ModbusClientOptions { Framing = framing }, _time);
        _ = client.SendAsync(s_requests[0], new byte[8]).AsTask();
        return channel.Sent[..2];
    }

    /// <summary>Looked for by a way of its own: the frame a correct device would send with these data.</summary>
    private bool Stands(ModbusRequest request, byte[] data, ReadOnlySpan<byte> bytes, byte[] sent)
    {
        byte[] pdu = request.IsRead ? [(byte)request.Function, (byte)request.DataLength, .. data.AsSpan(0, request.DataLength)] : Answer(request);
        if (framing != ModbusFraming.Mbap)
        {
            return bytes.IndexOf(Frame(pdu)) >= 0;
        }

        byte[] frame = [sent[0], sent[1], 0, 0, 0, 0, Unit, .. pdu];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4), (ushort)(pdu.Length + 1));
        return bytes.IndexOf(frame) >= 0;
    }
}
