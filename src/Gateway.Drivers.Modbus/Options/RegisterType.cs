namespace Gateway.Drivers.Modbus.Options;

/// <summary>How a point's registers are read.</summary>
public enum RegisterType
{
    UInt16 = 0,
    Int16 = 1,
    UInt32 = 2,
    Int32 = 3,
    UInt64 = 4,
    Int64 = 5,
    Float32 = 6,
    Float64 = 7,

    /// <summary>Four decimal digits in one register.</summary>
    Bcd16 = 8,

    /// <summary>Eight decimal digits in two registers.</summary>
    Bcd32 = 9,

    /// <summary>Text, two bytes a register, ends at the first NUL; UTF-8.</summary>
    String = 10,

    /// <summary>High byte whole number, low byte decimal digits: 0x1409 is 20.9 (domain rule 1.6, pattern A).</summary>
    IntegerDecimal = 11,

    /// <summary>One coil or discrete input: 0 or 1.</summary>
    Bit = 12,
}
