using System.Buffers.Binary;

namespace Gateway.Simulators.Modbus;

/// <summary>Functions 5, 6, 15 and 16: the sounders and beacons a gateway may drive.</summary>
internal static class WriteProcessor
{
    public static int Process(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> reply) => request[0] switch
    {
        5 => WriteCoil(unit, request, reply),
        6 => WriteRegister(unit, request, reply),
        15 => WriteCoils(unit, request, reply),
        _ => WriteRegisters(unit, request, reply),
    };

    private static int WriteCoil(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        var value = request.Length == 5 ? BinaryPrimitives.ReadUInt16BigEndian(request[3..]) : 1;
        if (value is not (0 or 0xFF00))
        {
            return RequestProcessor.Refuse(5, RequestProcessor.IllegalValue, reply);
        }

        var address = BinaryPrimitives.ReadUInt16BigEndian(request[1..]);
        if (address >= unit.Coils.Length)
        {
            return RequestProcessor.Refuse(5, RequestProcessor.IllegalAddress, reply);
        }

        unit.Coils[address] = value != 0;
        return Echo(unit, RegisterTable.Coil, address, 1, request, reply);
    }

    private static int WriteRegister(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (request.Length != 5)
        {
            return RequestProcessor.Refuse(6, RequestProcessor.IllegalValue, reply);
        }

        var address = BinaryPrimitives.ReadUInt16BigEndian(request[1..]);
        if (address >= unit.Holdings.Length)
        {
            return RequestProcessor.Refuse(6, RequestProcessor.IllegalAddress, reply);
        }

        unit.Holdings[address] = BinaryPrimitives.ReadUInt16BigEndian(request[3..]);
        return Echo(unit, RegisterTable.Holding, address, 1, request, reply);
    }

    private static int WriteCoils(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (!RequestProcessor.TryRange(request, 1968, unit.Coils.Length, out var address, out var count, out var error))
        {
            return RequestProcessor.Refuse(15, error, reply);
        }

        if (request.Length != 6 + ((count + 7) / 8))
        {
            return RequestProcessor.Refuse(15, RequestProcessor.IllegalValue, reply);
        }

        for (var i = 0; i < count; i++)
        {
            unit.Coils[address + i] = (request[6 + (i / 8)] >> (i % 8) & 1) != 0;
        }

        return Echo(unit, RegisterTable.Coil, address, count, request[..5], reply);
    }

    private static int WriteRegisters(ModbusUnit unit, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (!RequestProcessor.TryRange(request, 123, unit.Holdings.Length, out var address, out var count, out var error))
        {
            return RequestProcessor.Refuse(16, error, reply);
        }

        if (request.Length != 6 + (count * 2))
        {
            return RequestProcessor.Refuse(16, RequestProcessor.IllegalValue, reply);
        }

        for (var i = 0; i < count; i++)
        {
            unit.Holdings[address + i] = BinaryPrimitives.ReadUInt16BigEndian(request[(6 + (i * 2))..]);
        }

        return Echo(unit, RegisterTable.Holding, address, count, request[..5], reply);
    }

    private static int Echo(ModbusUnit unit, RegisterTable table, int address, int count, ReadOnlySpan<byte> head, Span<byte> reply)
    {
        unit.Written?.Invoke(table, address, count);
        head.CopyTo(reply);
        return head.Length;
    }
}
