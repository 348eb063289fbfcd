namespace Gateway.Simulators.Encoding;

/// <summary>How a value lies in registers. BCD carries one decimal digit in each nibble.</summary>
public enum RegisterType
{
    Bit,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float32,
    Float64,
    Bcd16,
    Bcd32,
}
