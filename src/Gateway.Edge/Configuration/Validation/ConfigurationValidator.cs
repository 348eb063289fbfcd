using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Uplink.Options;
using Gateway.Pipeline.Configuration;
using Gateway.Storage.InfluxDb;

namespace Gateway.Edge.Configuration.Validation;

/// <summary>Calls every part's validator and checks what only the whole can know: names that must be unique, references.</summary>
internal static class ConfigurationValidator
{
    public static void Validate(
        EdgeOptions? options, IReadOnlyList<PlacedPoint> points, References references, ConfigurationSource source, string name,
        ConfigurationErrors errors)
    {
        if (options is null)
        {
            return;
        }

        ValidateSite(options, name, errors);
        ValidateLines(options.Modbus.Lines, name, errors);
        ValidateConnections(options.Mqtt.Connections, name, errors);
        PointValidator.Validate(options, points, references, errors);
        SiteSectionsValidator.Validate(options, points, name, errors);
        if (options.Influx is { } influx)
        {
            InfluxOptionsValidator.Validate(influx, $"{name}: influx", errors);
        }

        if (options.Uplink is { } uplink)
        {
            UplinkOptionsValidator.Validate(uplink, options.Site.Id, $"{name}: uplink", errors);
        }

        NotificationsValidator.Validate(options, references, name, errors);
        ValidateHost(options, source, name, errors);
    }

    private static void ValidateSite(EdgeOptions options, string name, ConfigurationErrors errors)
    {
        errors.Require(Names.IsId(options.Site.Id), $"{name}: site.id", options.Site.Id, Names.AllowedZh, Names.AllowedEn);
        errors.Require(options.Site.Name.Zh.Trim().Length > 0, $"{name}: site.name.zh", options.Site.Name.Zh, "非空文字", "a text that is not empty");
        errors.Require(options.Site.Name.En.Trim().Length > 0, $"{name}: site.name.en", options.Site.Name.En, "非空文字", "a text that is not empty");
    }

    private static void ValidateLines(IReadOnlyList<ModbusLineOptions> lines, string name, ConfigurationErrors errors)
    {
        var lineIds = new HashSet<string>();
        var deviceIds = new HashSet<string>();
        var outputIds = new HashSet<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            var path = $"{name}: modbus.lines[{i}]";
            ModbusLineOptionsValidator.Validate(lines[i], path, errors);
            Unique(lineIds, lines[i].Id, $"{path}.id", errors);
            for (var d = 0; d < lines[i].Devices.Count; d++)
            {
                Unique(deviceIds, lines[i].Devices[d].Id, $"{path}.devices[{d}].id", errors);
            }

            for (var o = 0; o < lines[i].Outputs.Count; o++)
            {
                Unique(outputIds, lines[i].Outputs[o].Id, $"{path}.outputs[{o}].id", errors);
            }
        }
    }

    private static void ValidateConnections(IReadOnlyList<MqttConnectionOptions> connections, string name, ConfigurationErrors errors)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < connections.Count; i++)
        {
            var path = $"{name}: mqtt.connections[{i}]";
            MqttConnectionOptionsValidator.Validate(connections[i], path, errors);
            Unique(ids, connections[i].Id, $"{path}.id", errors);
        }
    }

    private static void ValidateHost(EdgeOptions options, ConfigurationSource source, string name, ConfigurationErrors errors)
    {
        ApiOptionsValidator.Validate(options.Api, $"{name}: api", errors);
        options.Logging.Check($"{name}: logging", errors);
        options.Telemetry.Check($"{name}: telemetry", errors);
        errors.Require(options.Reload.PollMs is >= 200 and <= 3_600_000, $"{name}: reload.pollMs", options.Reload.PollMs, "200 至 3600000", "200 to 3600000");
        errors.Require(
            options.Storage.Folder.Length > 0 && !File.Exists(source.Resolve(options.Storage.Folder)),
            $"{name}: storage.folder", options.Storage.Folder, "文件夹（不是文件）", "a folder, not a file");
    }

    internal static void Unique(HashSet<string> seen, string id, string path, ConfigurationErrors errors) =>
        errors.Require(id.Length == 0 || seen.Add(id), path, id, "尚未使用的编号", "an id that is not used yet");
}
