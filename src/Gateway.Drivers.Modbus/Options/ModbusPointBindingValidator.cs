using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Decoding;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Modbus.Options;

/// <summary>Says everything that is wrong with one point's binding.</summary>
public static class ModbusPointBindingValidator
{
    /// <param name="device">The device it names; null when there is none, which is an error of its own.</param>
    /// <param name="path">Path of the binding, for example <c>edge.json: points[3].modbus</c>.</param>
    public static void Validate(ModbusPointBinding binding, ModbusDeviceOptions? device, string path, ConfigurationErrors errors)
    {
        errors.Require(device is not null, $"{path}.device", binding.Device, "一条线路上的设备 id", "id of a device of one of the lines");
        var known = OptionChecks.Known(errors, $"{path}.table", binding.Table) & OptionChecks.Known(errors, $"{path}.type", binding.Type);
        if (known)
        {
            ValidateType(binding, path, errors);
            ValidateAddress(binding.Table, binding.Address, RegisterWidth.Of(binding), device, $"{path}.address", errors);
        }

        if (binding.ScanMs is { } scan)
        {
            OptionChecks.Between(errors, $"{path}.scanMs", scan, 20, 86_400_000);
        }

        ValidateScaling(binding, device, path, errors);
        if (binding.Status is { } status)
        {
            ValidateStatus(status, device, $"{path}.status", errors);
        }
    }

    private static void ValidateType(ModbusPointBinding binding, string path, ConfigurationErrors errors)
    {
        var bits = binding.Table is ModbusTable.Coil or ModbusTable.Discrete;
        errors.Require(bits == (binding.Type == RegisterType.Bit), $"{path}.type", binding.Type,
            "coil 与 discrete 必须用 bit，寄存器不能用 bit（寄存器取位用 bit 成员）", "bit for coil and discrete, another type for registers (use the member bit for one bit of a register)");
        errors.Require(binding.Type == RegisterType.String ? binding.Length is >= 1 and <= 125 : binding.Length is null, $"{path}.length",
            binding.Length, "string 必填 1..125；其他类型不得填写", "1..125 registers for string, absent for other types");
        if (binding.Order is { } order)
        {
            OptionChecks.Known(errors, $"{path}.order", order);
        }

        var width = binding.Type switch { RegisterType.UInt16 => 16, RegisterType.UInt32 => 32, RegisterType.UInt64 => 64, _ => 0 };
        errors.Require(binding.Bit is null || (binding.Bit >= 0 && binding.Bit < width), $"{path}.bit", binding.Bit,
            "无符号整数中的位号", "a bit number within an unsigned integer type");
        errors.Require(binding.Bits is null || (binding.Bits is [var from, var to] && from >= 0 && to >= from && to < width && binding.Bit is null),
            $"{path}.bits", binding.Bits is null ? null : $"[{string.Join(", ", binding.Bits)}]",
            "无符号整数中的 [起, 止]，且不与 bit 同用", "[from, to] within an unsigned integer type, not together with bit");
    }

    private static void ValidateScaling(ModbusPointBinding binding, ModbusDeviceOptions? device, string path, ConfigurationErrors errors)
    {
        errors.Require(double.IsFinite(binding.Scale) && binding.Scale != 0, $"{path}.scale", binding.Scale, "不为 0 的有限数", "a finite number other than 0");
        errors.Require(double.IsFinite(binding.Offset), $"{path}.offset", binding.Offset, "有限数", "a finite number");
        if (binding.DecimalsAddress is { } decimals)
        {
            ValidateAddress(binding.Table, decimals, 1, device, $"{path}.decimalsAddress", errors);
        }

        if (binding.Current is not { } current)
        {
            return;
        }

        errors.Require(current.RawAt4Ma != current.RawAt20Ma, $"{path}.current.rawAt20Ma", current.RawAt20Ma, "不得等于 rawAt4Ma", "must differ from rawAt4Ma");
        errors.Require(current.Low != current.High, $"{path}.current.high", current.High, "不得等于 low", "must differ from low");
        errors.Require(binding.Scale == 1 && binding.Offset == 0, $"{path}.scale", binding.Scale,
            "与 current 同用时不得填写 scale 和 offset", "scale and offset must be left out beside current");
        errors.Require(current.InhibitMa is null or [_, _] && (current.InhibitMa is not [var a, var b] || (a <= b && b < 3.6)),
            $"{path}.current.inhibitMa", current.InhibitMa, "[起, 止] mA，低于 3.6", "[from, to] in mA, below 3.6");
    }

    private static void ValidateStatus(StatusOptions status, ModbusDeviceOptions? device, string path, ConfigurationErrors errors)
    {
        errors.Require(status.Point is null != status.Address is null, $"{path}.address", status.Address,
            "point 与 address 二选一", "exactly one of point and address");
        errors.Require(status.Bits.Count + status.Codes.Count > 0, $"{path}.bits", "{}", "至少一位或一个代码", "at least one bit or code");
        foreach (var (name, bit) in status.Bits)
        {
            ValidateFlag(name, $"{path}.bits", errors);
            OptionChecks.Between(errors, $"{path}.bits.{name}", bit, 0, 15);
        }

        foreach (var (name, codes) in status.Codes)
        {
            ValidateFlag(name, $"{path}.codes", errors);
            errors.Require(codes.All(c => c is >= 0 and <= 65_535), $"{path}.codes.{name}", string.Join(", ", codes), "0..65535", "0..65535");
        }

        if (status.Address is { } address && OptionChecks.Known(errors, $"{path}.table", status.Table))
        {
            ValidateAddress(status.Table, address, StatusMap.WidthOf(status), device, $"{path}.address", errors);
        }
    }

    private static void ValidateFlag(string name, string path, ConfigurationErrors errors)
    {
        const string Names = "alarm1, alarm2, fault, inhibit, warmUp, overRange, communicationLost";
        errors.Require(StatusMap.TryFlag(name, out DetectorFlags _), path, name, Names, Names);
    }

    private static void ValidateAddress(
        ModbusTable table, int address, int width, ModbusDeviceOptions? device, string path, ConfigurationErrors errors)
    {
        var first = device?.AddressBase ?? 0;
        var last = 65_535 + first - (width - 1);
        errors.Require(address >= first && address <= last, path, address, $"{first}..{last}", $"{first}..{last}");
        if (device is null)
        {
            return;
        }

        var most = table is ModbusTable.Coil or ModbusTable.Discrete ? device.MaxCoils : device.MaxRegisters;
        errors.Require(width <= most, path, address, $"长度 {width} 超过设备单次上限 {most}", $"{width} wide, more than the device gives in one reply ({most})");
        var blocked = device.Forbidden.FirstOrDefault(r => r is [var from, var to] && address <= to && address + width - 1 >= from);
        errors.Require(blocked is null, path, address, $"不得落在禁读区 [{string.Join(", ", blocked ?? [])}]",
            $"outside the forbidden range [{string.Join(", ", blocked ?? [])}]");
    }
}
