using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Modbus.Options;

/// <summary>Says everything that is wrong with one output.</summary>
internal static class ModbusOutputValidator
{
    public static void Validate(ModbusLineOptions line, ModbusOutputOptions output, string path, ConfigurationErrors errors)
    {
        OptionChecks.Id(errors, $"{path}.id", output.Id);
        var device = line.Devices.FirstOrDefault(d => d.Id == output.Device);
        errors.Require(device is not null, $"{path}.device", output.Device, "本线路上的设备", "a device of this line");
        errors.Require(output.Kind is OutputKind.Sounder or OutputKind.Beacon, $"{path}.kind", output.Kind,
            "sounder 或 beacon：网关不写其他任何对象", "sounder or beacon: the gateway writes to nothing else");
        var one = errors.Require(output.Coil is null != output.Register is null, $"{path}.coil", output.Coil,
            "coil 与 register 二选一", "exactly one of coil and register");
        if (one)
        {
            var first = device?.AddressBase ?? 0;
            var name = output.Coil is null ? "register" : "coil";
            OptionChecks.Between(errors, $"{path}.{name}", output.Coil ?? output.Register ?? -1, first, 65_535 + first);
        }

        OptionChecks.Between(errors, $"{path}.onValue", output.OnValue, 0, 65_535);
        OptionChecks.Between(errors, $"{path}.offValue", output.OffValue, 0, 65_535);
        errors.Require(output.OnValue != output.OffValue, $"{path}.offValue", output.OffValue, "不得等于 onValue", "must differ from onValue");
    }
}
