using System.Text.Json;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Edge.Composition;

/// <summary>One driver to run: a Modbus line or an MQTT connection with its points.</summary>
/// <param name="Key"><c>modbus:{line}</c> or <c>mqtt:{connection}</c>.</param>
/// <param name="Signature">Everything the driver is made from; equal signatures mean the running driver may stay.</param>
public sealed record DriverPlan(string Key, string Signature)
{
    public ModbusLineOptions? Line { get; private init; }

    public IReadOnlyList<ModbusPoint> ModbusPoints { get; private init; } = [];

    public MqttConnectionOptions? Connection { get; private init; }

    public IReadOnlyList<ResolvedMqttBinding> MqttBindings { get; private init; } = [];

    /// <summary>Key of the driver that reads the point; null when nothing does.</summary>
    public static IReadOnlyDictionary<string, string> KeysByPoint(EdgeOptions options)
    {
        var lines = options.Modbus.Lines.SelectMany(line => line.Devices.Select(device => (device.Id, Key: $"modbus:{line.Id}")))
            .ToDictionary(pair => pair.Id, pair => pair.Key);
        return options.Points.ToDictionary(
            point => point.Id,
            point => point.Modbus is { } modbus ? lines[modbus.Device] : $"mqtt:{point.Mqtt!.Connection}");
    }

    public static IReadOnlyList<DriverPlan> Of(EdgeOptions options, PointTable points)
    {
        var keys = KeysByPoint(options);
        return
        [
            .. options.Modbus.Lines.Select(line => OfLine(
                line, [.. options.Points.Where(point => keys[point.Id] == $"modbus:{line.Id}")
                    .Select(point => new ModbusPoint(points.Find(point.Id)!.Index, point.Id, point.Modbus!))])),
            .. options.Mqtt.Connections.Select(connection => OfConnection(
                connection, [.. options.Points.Where(point => keys[point.Id] == $"mqtt:{connection.Id}")
                    .Select(point => new ResolvedMqttBinding(points.Find(point.Id)!.Index, point.Mqtt!))])),
        ];
    }

    private static DriverPlan OfLine(ModbusLineOptions line, IReadOnlyList<ModbusPoint> points) =>
        new($"modbus:{line.Id}", JsonSerializer.Serialize((line, points), Signing)) { Line = line, ModbusPoints = points };

    private static DriverPlan OfConnection(MqttConnectionOptions connection, IReadOnlyList<ResolvedMqttBinding> bindings) =>
        new($"mqtt:{connection.Id}", JsonSerializer.Serialize((connection, bindings), Signing)) { Connection = connection, MqttBindings = bindings };

    private static readonly JsonSerializerOptions Signing = new(StrictJson.Options) { IncludeFields = true, WriteIndented = false };
}
