using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Decoding;

/// <summary>How many registers (or bits of a bit table) a value takes.</summary>
public static class RegisterWidth
{
    public static int Of(ModbusPointBinding binding) => Of(binding.Type, binding.Length ?? 1);

    /// <param name="length">Registers of a string; not looked at for other types.</param>
    public static int Of(RegisterType type, int length = 1) => type switch
    {
        RegisterType.UInt32 or RegisterType.Int32 or RegisterType.Float32 or RegisterType.Bcd32 => 2,
        RegisterType.UInt64 or RegisterType.Int64 or RegisterType.Float64 => 4,
        RegisterType.String => length,
        _ => 1,
    };
}
