using System.Buffers.Binary;

namespace Gateway.Simulators.Modbus;

/// <summary>
/// One request PDU in, one reply PDU out (Modbus application protocol V1.1b3, section 6): functions 1-6, 15 and 16 with
/// their limits, exceptions 1, 2 and 3.
/// </summary>
public static class RequestProcessor
{
    public const byte IllegalFunction = 1;
    public const byte IllegalAddress = 2;
    public const byte IllegalValue = 3;
    public const byte TargetDidNotRespond = 0x0B;

    /// <param name="unit">Memory to read or write.</param>
    /// <param name="request">PDU without unit id and checksum.</param>
    /// <param name="reply">At least 253 bytes.</param>
    /// <param name="counted">False for a reply that will be spoilt on the wire: the sequence stands still.</param>
    /// <returns>Length of the reply PDU.</returns>
    public static int Process(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> reply, bool counted = true)
    {
        lock (unit.Gate)
        {
            unit.Requests++;
            return request[0] switch
            {
                1 => ReadBits(unit, RegisterTable.Coil, request, reply, counted),
                2 => ReadBits(unit, RegisterTable.Discrete, request, reply, counted),
                3 => ReadRegisters(unit, RegisterTable.Holding, request, reply, counted),
                4 => ReadRegisters(unit, RegisterTable.Input, request, reply, counted),
                5 or 6 or 15 or 16 when unit.Writable => WriteProcessor.Process(unit, request, reply),
                _ => Refuse(request[0], IllegalFunction, reply),
            };
        }
    }

    /// <summary>Writes an exception reply.</summary>
    public static int Refuse(byte function, byte code, Span<byte> reply)
    {
        reply[0] = (byte)(function | 0x80);
        reply[1] = code;
        return 2;
    }

    private static int ReadRegisters(ModbusUnit unit, RegisterTable table, ReadOnlySpan<byte> request, Span<byte> reply, bool counted)
    {
        var registers = unit.Registers(table);
        if (!TryRange(request, 125, registers.Length, out var address, out var count, out var error))
        {
            return Refuse(request[0], error, reply);
        }

        var sequence = counted ? unit.Advance(table, address, count) : 0;
        reply[0] = request[0];
        reply[1] = (byte)(count * 2);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(reply[(2 + (i * 2))..], registers[address + i]);
        }

        Tell(unit, table, address, count, sequence, counted);
        return 2 + (count * 2);
    }

    private static int ReadBits(ModbusUnit unit, RegisterTable table, ReadOnlySpan<byte> request, Span<byte> reply, bool counted)
    {
        var bits = unit.Bits(table);
        if (!TryRange(request, 2000, bits.Length, out var address, out var count, out var error))
        {
            return Refuse(request[0], error, reply);
        }

        var bytes = (count + 7) / 8;
        reply[0] = request[0];
        reply[1] = (byte)bytes;
        reply.Slice(2, bytes).Clear();
        for (var i = 0; i < count; i++)
        {
            if (bits[address + i])
            {
                reply[2 + (i / 8)] |= (byte)(1 << (i % 8));
            }
        }

        Tell(unit, table, address, count, 0, counted);
        return 2 + bytes;
    }

    private static void Tell(ModbusUnit unit, RegisterTable table, int address, int count, uint sequence, bool counted)
    {
        if (counted)
        {
            unit.Served?.Invoke(table, address, count, sequence);
        }
    }

    internal static bool TryRange(ReadOnlySpan<byte> request, int most, int size, out int address, out int count, out byte error)
    {
        address = 0;
        count = 0;
        error = IllegalValue;
        if (request.Length < 5)
        {
            return false;
        }

        address = BinaryPrimitives.ReadUInt16BigEndian(request[1..]);
        count = BinaryPrimitives.ReadUInt16BigEndian(request[3..]);
        if (count < 1 || count > most)
        {
            return false;
        }

        error = IllegalAddress;
        return address + count <= size;
    }
}
