using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Composition;
using Gateway.Rules.Json;
using Gateway.Edge.Configuration.Points;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>Checks points among themselves and against lines and connections.</summary>
internal static class PointValidator
{
    public static void Validate(EdgeOptions options, IReadOnlyList<PlacedPoint> points, References references, ConfigurationErrors errors)
    {
        var seen = new HashSet<string>();
        var devices = options.Modbus.Lines.SelectMany(line => line.Devices).Where(device => device.Id.Length > 0)
            .GroupBy(device => device.Id).ToDictionary(group => group.Key, group => group.First());
        var connections = options.Mqtt.Connections.Select(connection => connection.Id).ToHashSet();
        var deviceOf = points.Where(placed => placed.Config.Modbus is not null).GroupBy(placed => placed.Config.Id)
            .ToDictionary(group => group.Key, group => group.First().Config.Modbus!.Device);
        foreach (var (point, origin) in points)
        {
            ValidateIdentity(point, origin, errors);
            ConfigurationValidator.Unique(seen, point.Id, $"{origin}.id", errors);
            ValidateBinding(point, origin, errors);
            ValidateModbus(point, origin, devices, !references.Devices, errors);
            ValidateStatusPoint(point, origin, deviceOf, errors);
            ValidateMqtt(point, origin, connections, !references.Connections, errors);
            ValidateJudgement(point, origin, errors);
        }
    }

    private static void ValidateIdentity(PointConfig point, string origin, ConfigurationErrors errors)
    {
        errors.Require(Names.IsId(point.Id), $"{origin}.id", point.Id, Names.AllowedZh, Names.AllowedEn);
        errors.Require(point.NameZh.Trim().Length > 0, $"{origin}.nameZh", point.NameZh, "非空文字", "a text that is not empty");
        errors.Require(point.NameEn.Trim().Length > 0, $"{origin}.nameEn", point.NameEn, "非空文字", "a text that is not empty");
        errors.Require(
            Names.Families.Contains(point.Family), $"{origin}.family", point.Family,
            "其中之一：" + string.Join(" | ", Names.Families), "one of: " + string.Join(" | ", Names.Families));
        if (point.Range is { } range)
        {
            errors.Require(
                IsRange(range),
                $"{origin}.range", $"[{string.Join(", ", range)}]", "[下限, 上限]，下限小于上限", "[low, high] with low below high");
        }
    }

    private static void ValidateBinding(PointConfig point, string origin, ConfigurationErrors errors) =>
        errors.Require(
            (point.Modbus is null) != (point.Mqtt is null), origin, point.Modbus is null ? "" : "modbus + mqtt",
            "modbus 与 mqtt 必须且只能写一个", "exactly one of modbus and mqtt");

    private static void ValidateModbus(
        PointConfig point, string origin, Dictionary<string, ModbusDeviceOptions> devices, bool unknown, ConfigurationErrors errors)
    {
        if (point.Modbus is not { } binding)
        {
            return;
        }

        var device = devices.GetValueOrDefault(binding.Device);
        errors.Require(
            device is not null || unknown, $"{origin}.modbus.device", binding.Device,
            Known("设备", devices.Keys, binding.Device, true), Known("device", devices.Keys, binding.Device, false));
        var own = new ConfigurationErrors();
        ModbusPointBindingValidator.Validate(binding, device, $"{origin}.modbus", own);
        foreach (var error in own.Items.Where(error => error.Path != $"{origin}.modbus.device"))
        {
            errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }
    }

    private static void ValidateStatusPoint(PointConfig point, string origin, Dictionary<string, string> deviceOf, ConfigurationErrors errors)
    {
        if (point.Modbus is not { Status.Point: { } status } binding)
        {
            return;
        }

        var others = deviceOf.Where(pair => pair.Value == binding.Device && pair.Key != point.Id).Select(pair => pair.Key).ToList();
        errors.Require(
            others.Contains(status), $"{origin}.modbus.status.point", status, Known("同一设备的其他测点", others, status, true),
            Known("other point of the same device", others, status, false));
    }

    private static void ValidateMqtt(PointConfig point, string origin, HashSet<string> connections, bool unknown, ConfigurationErrors errors)
    {
        if (point.Mqtt is not { } binding)
        {
            return;
        }

        MqttPointBindingValidator.Validate(binding, $"{origin}.mqtt", errors, RegisterPayloadDecoder.Factory);
        if (!unknown && binding.Connection.Length > 0)
        {
            errors.Require(
                connections.Contains(binding.Connection), $"{origin}.mqtt.connection", binding.Connection,
                Known("连接", connections, binding.Connection, true), Known("connection", connections, binding.Connection, false));
        }
    }

    private static void ValidateJudgement(PointConfig point, string origin, ConfigurationErrors errors)
    {
        if (point.Range is { } range && !IsRange(range))
        {
            return;
        }

        foreach (var error in ConditionFactory.Validate(PointOf(point, 0), point.Judgement))
        {
            errors.Add($"{origin}.judgement.{error.Path}", error.Found, error.AllowedZh, error.AllowedEn);
        }
    }

    private static bool IsRange(IReadOnlyList<double> range) =>
        range.Count == 2 && double.IsFinite(range[0]) && double.IsFinite(range[1]) && range[0] < range[1];

    /// <summary>The domain's point of a configured one.</summary>
    public static Point PointOf(PointConfig point, int index) => new()
    {
        Index = index,
        Id = point.Id,
        Name = new LocalizedText(point.NameZh, point.NameEn),
        Unit = point.Unit,
        Family = point.Family,
        Quantity = point.Quantity,
        Device = point.Device ?? point.Modbus?.Device ?? point.Mqtt?.Connection ?? "",
        Area = point.Area,
        Role = point.Role,
        Zone = point.Zone,
        Substance = point.Substance,
        Range = point.Range is [var low, var high] ? new EngineeringRange(low, high) : null,
    };

    private static string Known(string what, IEnumerable<string> names, string written, bool chinese)
    {
        var list = names.Order(StringComparer.Ordinal).ToList();
        var nearest = NearestName.Of(written, list);
        var shown = string.Join(", ", list.Take(20)) + (list.Count > 20 ? " …" : "");
        return chinese
            ? $"已配置的{what}：{shown}" + (nearest is null ? "" : $"（是否想写 {nearest}？）")
            : $"a configured {what}: {shown}" + (nearest is null ? "" : $" (did you mean {nearest}?)");
    }
}
