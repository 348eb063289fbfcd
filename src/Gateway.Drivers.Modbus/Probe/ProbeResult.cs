using System.Buffers.Binary;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Probe;

/// <summary>One question and its answer.</summary>
/// <param name="Address">On the wire, 0-based.</param>
/// <param name="Data">As on the wire; empty when there is none.</param>
public sealed record ProbeResult(byte Unit, ModbusTable Table, ushort Address, ushort Count, ModbusReply Reply, byte[] Data)
{
    /// <summary>Register values, or 0 and 1 for bits; empty when the read failed.</summary>
    public IReadOnlyList<int> Values()
    {
        if (!Reply.IsOk)
        {
            return [];
        }

        var registers = Table is ModbusTable.Holding or ModbusTable.Input;
        return [.. Enumerable.Range(0, Count).Select(i => registers
            ? BinaryPrimitives.ReadUInt16BigEndian(Data.AsSpan(i * 2))
            : RawRegisters.Bit(Data, i) ? 1 : 0)];
    }
}
