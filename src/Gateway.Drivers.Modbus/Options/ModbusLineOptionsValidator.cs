using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Modbus.Options;

/// <summary>Says everything that is wrong with one line, at once.</summary>
public static class ModbusLineOptionsValidator
{
    private const int LongestPeriodMs = 86_400_000;

    /// <param name="path">Path of the line in the file, for example <c>edge.json: modbus[0]</c>.</param>
    public static void Validate(ModbusLineOptions line, string path, ConfigurationErrors errors)
    {
        OptionChecks.Id(errors, $"{path}.id", line.Id);
        OptionChecks.Between(errors, $"{path}.timeoutMs", line.TimeoutMs, 20, 60_000);
        OptionChecks.Between(errors, $"{path}.pauseMs", line.PauseMs, 0, 10_000);
        OptionChecks.Between(errors, $"{path}.inFlight", line.InFlight, 1, 16);
        var mbap = line.Transport.Kind == TransportKind.Tcp || (line.Transport is { Kind: TransportKind.DialIn, Mbap: true });
        errors.Require(mbap || line.InFlight <= 1, $"{path}.inFlight", line.InFlight,
            "RTU 帧没有事务号，只能为 1", "RTU framing has no transaction id: must be 1");
        ModbusTransportValidator.Validate(line.Transport, $"{path}.transport", errors);
        errors.Require(line.Devices.Count > 0, $"{path}.devices", "[]", "至少一个设备", "at least one device");
        for (var i = 0; i < line.Devices.Count; i++)
        {
            ValidateDevice(line, line.Devices[i], $"{path}.devices[{i}]", errors);
        }

        RequireUnique(line.Devices.Select(d => d.Id), $"{path}.devices", "id", errors);
        RequireUnique(line.Devices.Select(d => d.Unit.ToString()), $"{path}.devices", "unit", errors);
        for (var i = 0; i < line.Outputs.Count; i++)
        {
            ModbusOutputValidator.Validate(line, line.Outputs[i], $"{path}.outputs[{i}]", errors);
        }

        RequireUnique(line.Outputs.Select(o => o.Id), $"{path}.outputs", "id", errors);
    }

    private static void ValidateDevice(ModbusLineOptions line, ModbusDeviceOptions device, string path, ConfigurationErrors errors)
    {
        var serial = line.Transport.Kind is TransportKind.Rtu or TransportKind.RtuOverTcp
            || line.Transport is { Kind: TransportKind.DialIn, Mbap: false };
        OptionChecks.Id(errors, $"{path}.id", device.Id);
        OptionChecks.Between(errors, $"{path}.unit", device.Unit, serial ? 1 : 0, serial ? 247 : 255);
        errors.Require(device.AddressBase is 0 or 1, $"{path}.addressBase", device.AddressBase,
            "必填：0（线上地址）或 1（手册中从 1 起的地址）", "required: 0 (addresses as on the wire) or 1 (counted from one, as manuals print them)");
        OptionChecks.Between(errors, $"{path}.maxRegisters", device.MaxRegisters, 1, 125);
        OptionChecks.Between(errors, $"{path}.maxCoils", device.MaxCoils, 1, 2000);
        OptionChecks.Between(errors, $"{path}.holeLimit", device.HoleLimit, 0, 120);
        OptionChecks.Known(errors, $"{path}.byteOrder", device.ByteOrder);
        OptionChecks.Between(errors, $"{path}.scanMs", device.ScanMs, 20, LongestPeriodMs);
        OptionChecks.Between(errors, $"{path}.retries", device.Retries, 0, 5);
        OptionChecks.Between(errors, $"{path}.backoff.firstMs", device.Backoff.FirstMs, 100, 3_600_000);
        OptionChecks.Between(errors, $"{path}.backoff.maxMs", device.Backoff.MaxMs, Math.Max(100, device.Backoff.FirstMs), 3_600_000);
        for (var i = 0; i < device.Forbidden.Count; i++)
        {
            ValidateForbidden(device, device.Forbidden[i], $"{path}.forbidden[{i}]", errors);
        }
    }

    private static void ValidateForbidden(ModbusDeviceOptions device, int[] range, string path, ConfigurationErrors errors)
    {
        var first = device.AddressBase ?? 0;
        errors.Require(range.Length == 2 && range[0] >= first && range[1] >= range[0] && range[1] <= 65_535 + first, path,
            $"[{string.Join(", ", range)}]", $"[起, 止]，{first}..{65_535 + first}，起 ≤ 止", $"[from, to] within {first}..{65_535 + first}, from not above to");
    }

    private static void RequireUnique(IEnumerable<string> values, string path, string member, ConfigurationErrors errors)
    {
        foreach (var twice in values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Skip(1).Any()))
        {
            errors.Add($"{path}[].{member}", twice.Key, "不得重复", "must be unique");
        }
    }
}
