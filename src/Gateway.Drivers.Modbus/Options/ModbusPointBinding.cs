namespace Gateway.Drivers.Modbus.Options;

/// <summary>Where a point is found and how it is read: the Modbus part of a point's configuration.</summary>
public sealed record ModbusPointBinding
{
    /// <summary>Id of a device of one of the lines.</summary>
    public string Device { get; init; } = "";

    public ModbusTable Table { get; init; } = ModbusTable.Holding;

    /// <summary>First address, in the device's address base.</summary>
    public int Address { get; init; }

    /// <summary>Default uint16; for coils and discrete inputs it must be bit.</summary>
    public RegisterType Type { get; init; }

    /// <summary>Null = the device's.</summary>
    public ByteOrder? Order { get; init; }

    /// <summary>string only: registers, 1..125.</summary>
    public int? Length { get; init; }

    /// <summary>One bit of an unsigned integer as 0 or 1; bit 0 is the least significant.</summary>
    public int? Bit { get; init; }

    /// <summary>Bits [from, to] of an unsigned integer, both included, as a number of their own.</summary>
    public int[]? Bits { get; init; }

    /// <summary>value = raw * scale + offset. Default 1; not 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>In the point's unit. Default 0.</summary>
    public double Offset { get; init; }

    /// <summary>Register of the same table that holds the number of decimal places, 0..9; the value is divided by ten to its power.</summary>
    public int? DecimalsAddress { get; init; }

    /// <summary>Raw integers that are never a value; null = the device's list.</summary>
    public IReadOnlyList<long>? FaultCodes { get; init; }

    /// <summary>Set when the register is a 4-20 mA input; then scale and offset must be left alone.</summary>
    public CurrentLoopOptions? Current { get; init; }

    /// <summary>The status word that tells how the detector is; null = none.</summary>
    public StatusOptions? Status { get; init; }

    /// <summary>Milliseconds between two polls, 20..86400000; null = the device's.</summary>
    public int? ScanMs { get; init; }
}
