namespace Gateway.Drivers.Modbus.Framing;

/// <summary>Exception codes (Modbus application protocol V1.1b3, clause 7).</summary>
public static class ModbusExceptions
{
    public const byte IllegalDataAddress = 2;

    /// <summary>The device (or gateway) is there but the unit behind it is not: counts as no reply of that unit.</summary>
    public static bool MeansUnitIsSilent(byte code) => code is 0x0A or 0x0B;

    public static string Describe(byte code) => code switch
    {
        1 => "illegal function",
        2 => "illegal data address",
        3 => "illegal data value",
        4 => "device failure",
        5 => "acknowledge",
        6 => "device busy",
        8 => "memory parity error",
        0x0A => "gateway path unavailable",
        0x0B => "gateway target did not respond",
        _ => "unknown code",
    };
}
