using Gateway.Drivers.Modbus.Framing;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>A request as the device sees it, and how its answers are framed.</summary>
public sealed record MemoryRequest(DateTimeOffset Time, byte[] Bytes, bool Rtu)
{
    private int At => Rtu ? 0 : 6;

    public byte Unit => Bytes[At];

    public byte Function => Bytes[At + 1];

    public int Start => Bytes[At + 2] << 8 | Bytes[At + 3];

    public int Count => Bytes[At + 4] << 8 | Bytes[At + 5];

    public byte[] Refuse(byte code) => [(byte)(Function | 0x80), code];

    /// <summary>Registers whose value is <paramref name="add"/> plus their address.</summary>
    public byte[] Answer(int add = 0) =>
        [Function, (byte)(Count * 2), .. Enumerable.Range(Start + add, Count).SelectMany(v => new[] { (byte)(v >> 8), (byte)v })];

    public byte[] Frame(byte[] pdu)
    {
        if (!Rtu)
        {
            return [Bytes[0], Bytes[1], 0, 0, 0, (byte)(pdu.Length + 1), Unit, .. pdu];
        }

        byte[] frame = [Unit, .. pdu];
        var crc = Crc16.Compute(frame);
        return [.. frame, (byte)crc, (byte)(crc >> 8)];
    }
}
