using System.Buffers.Binary;

namespace Gateway.Drivers.Modbus.Framing;

/// <summary>One request; fits a register or carries it inside a frame.</summary>
/// <param name="Unit">Unit id, 0..255.</param>
/// <param name="Address">First address on the wire, 0-based.</param>
/// <param name="Count">How many registers or bits to read: 1..125 or 1..2000; 1 for a write.</param>
/// <param name="Value">What is written; for a coil 0 or 1.</param>
public readonly record struct ModbusRequest(byte Unit, FunctionCode Function, ushort Address, ushort Count, ushort Value = 0)
{
    /// <summary>Longest PDU this product sends: function 16 with one register.</summary>
    public const int LongestPdu = 8;

    public bool IsRead => Function <= FunctionCode.ReadInputRegisters;

    /// <summary>Bytes of data a correct reply to a read carries.</summary>
    public int DataLength => Function <= FunctionCode.ReadDiscreteInputs ? (Count + 7) / 8 : Count * 2;

    /// <summary>Bytes of the PDU of a correct reply: function, byte count and data, or the echo of a write.</summary>
    public int ReplyPduLength => IsRead ? 2 + DataLength : 5;

    /// <summary>Writes the PDU (function code onwards) and returns its length.</summary>
    public int WritePdu(Span<byte> to)
    {
        to[0] = (byte)Function;
        BinaryPrimitives.WriteUInt16BigEndian(to[1..], Address);
        BinaryPrimitives.WriteUInt16BigEndian(to[3..], Function switch
        {
            FunctionCode.WriteSingleCoil => (ushort)(Value != 0 ? 0xFF00 : 0),
            FunctionCode.WriteSingleRegister => Value,
            _ => Count,
        });
        switch (Function)
        {
            case FunctionCode.WriteMultipleCoils:
                to[5] = 1;
                to[6] = (byte)(Value != 0 ? 1 : 0);
                return 7;
            case FunctionCode.WriteMultipleRegisters:
                to[5] = 2;
                BinaryPrimitives.WriteUInt16BigEndian(to[6..], Value);
                return 8;
            default:
                return 5;
        }
    }
}
