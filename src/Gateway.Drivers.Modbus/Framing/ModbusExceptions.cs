using Gateway.Core.Measurements;

namespace Gateway.Drivers.Modbus.Framing;

/// <summary>Exception codes (Modbus application protocol V1.1b3, clause 7).</summary>
public static class ModbusExceptions
{
    public const byte IllegalDataAddress = 2;
    public const byte IllegalDataValue = 3;

    /// <summary>The device (or gateway) is there but the unit behind it is not: counts as no reply of that unit.</summary>
    public static bool MeansUnitIsSilent(byte code) => code is 0x0A or 0x0B;

    /// <summary>English, for logs.</summary>
    public static string Describe(byte code) => Name(code).En;

    public static LocalizedText Name(byte code) => code switch
    {
        1 => new("非法功能码", "illegal function"),
        2 => new("非法数据地址", "illegal data address"),
        3 => new("非法数据值", "illegal data value"),
        4 => new("设备故障", "device failure"),
        5 => new("已确认，处理中", "acknowledge"),
        6 => new("设备忙", "device busy"),
        8 => new("存储奇偶校验错误", "memory parity error"),
        0x0A => new("网关路径不可用", "gateway path unavailable"),
        0x0B => new("网关目标设备无应答", "gateway target did not respond"),
        _ => new("未知异常码", "unknown code"),
    };
}
