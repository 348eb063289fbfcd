using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>What a stretch of addresses is read for. Status and decimals come before the values they belong to.</summary>
public enum PollItemKind
{
    Status = 0,
    Decimals = 1,
    Value = 2,
}

/// <summary>A stretch of addresses that one point needs.</summary>
/// <param name="Address">First address on the wire.</param>
/// <param name="Width">Registers or bits.</param>
/// <param name="Order">Byte order of a one-register status or decimals value.</param>
public sealed record PollItem(PointReader Reader, PollItemKind Kind, ModbusTable Table, int Address, int Width, ByteOrder Order)
{
    public int End => Address + Width;
}
