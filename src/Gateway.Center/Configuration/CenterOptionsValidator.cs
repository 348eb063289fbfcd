using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Pipeline.Configuration;
using Gateway.Storage.InfluxDb;

namespace Gateway.Center.Configuration;

/// <summary>Tells everything that is wrong in a configuration that can be read. Pure but for looking whether named files exist.</summary>
internal static partial class CenterOptionsValidator
{
    /// <param name="name">Of the file, at the head of every path.</param>
    public static void Validate(CenterOptions options, string name, ConfigurationErrors errors)
    {
        Check(options.County, $"{name}: county", errors);
        Check(options.Database, $"{name}: database", errors);
        Check(options.Web, $"{name}: web", errors);
        options.Logging.Check($"{name}: logging", errors);
        options.Telemetry.Check($"{name}: telemetry", errors);
        errors.Require(options.Storage.Folder.Length > 0, $"{name}: storage.folder", "", "数据文件夹", "a data folder");
        errors.Require(
            File.Exists(Path.Combine(options.Seeds, "organisation.json")), $"{name}: seeds", options.Seeds,
            "含 organisation.json 的文件夹", "a folder that holds organisation.json");
        if (options.Link.Broker is { } broker)
        {
            MqttConnectionOptionsValidator.Validate(broker, $"{name}: link.broker", errors);
            BrokerTransport.Check(broker, options.Link.AllowPlain, $"{name}: link.broker", "link.allowPlain", errors);
        }

        if (options.Link.ReadingsBroker is { } readings)
        {
            MqttConnectionOptionsValidator.Validate(readings, $"{name}: link.readingsBroker", errors);
            BrokerTransport.Check(readings, options.Link.AllowPlain, $"{name}: link.readingsBroker", "link.allowPlain", errors);
        }

        if (options.Influx is { } influx)
        {
            InfluxOptionsValidator.Validate(influx, $"{name}: influx", errors);
        }

        errors.Require(
            !options.Link.ReadInflux || options.Influx is not null, $"{name}: link.readInflux", true, "只在配置了 influx 时为 true", "true only when influx is configured");
        CheckSections(options, name, errors);
    }

    private static void CheckSections(CenterOptions options, string name, ConfigurationErrors errors)
    {
        foreach (var property in typeof(CenterOptions).GetProperties())
        {
            if (property.GetValue(options) is ICheckedOptions section)
            {
                section.Check($"{name}: {JsonNamingPolicy.CamelCase.ConvertName(property.Name)}", errors);
            }
        }
    }

    private static void Check(CountyOptions county, string path, ConfigurationErrors errors)
    {
        errors.Require(
            UnitId().IsMatch(county.Id), $"{path}.id", county.Id, "1 到 64 个字母、数字、. _ -", "1 to 64 letters, digits, . _ -");
        errors.Require(county.Name.Zh.Length is > 0 and <= 200, $"{path}.name.zh", county.Name.Zh, "1 到 200 个字符", "1 to 200 characters");
        errors.Require(county.Name.En.Length is > 0 and <= 200, $"{path}.name.en", county.Name.En, "1 到 200 个字符", "1 to 200 characters");
        errors.Require(RegionCode().IsMatch(county.RegionCode), $"{path}.regionCode", county.RegionCode, "六位数字（GB/T 2260）", "six digits (GB/T 2260)");
        errors.Require(
            TimeZoneInfo.TryFindSystemTimeZoneById(county.TimeZone, out _), $"{path}.timeZone", county.TimeZone,
            "IANA 时区，如 Asia/Shanghai", "an IANA time zone, for example Asia/Shanghai");
    }

    private static void Check(DatabaseOptions database, string path, ConfigurationErrors errors)
    {
        errors.Require(
            database.Connection.Length == 0 || database.ConnectionFile is null, $"{path}.connectionFile", database.ConnectionFile,
            "connection 与 connectionFile 只能写一个", "only one of connection and connectionFile");
        errors.Require(
            database.Kind == DatabaseKind.Sqlite || database.Connection.Length > 0 || database.ConnectionFile is not null, $"{path}.connectionFile", "",
            "PostgreSQL 需要连接字符串：connectionFile（或 connection）", "PostgreSQL needs a connection string: connectionFile (or connection)");
        DatabaseTransport.Check(database, $"{path}.connection", errors);
        errors.Require(
            !PasswordInside().IsMatch(database.Connection), $"{path}.connection", "***",
            "口令不写在配置里：请把连接字符串放进 connectionFile", "no password in the configuration: put the connection string into a connectionFile");
    }

    private static void Check(WebOptions web, string path, ConfigurationErrors errors)
    {
        errors.Require(IPAddress.TryParse(web.Address, out _), $"{path}.address", web.Address, "IP 地址，如 127.0.0.1 或 0.0.0.0", "an IP address, for example 127.0.0.1 or 0.0.0.0");
        errors.Require(web.Port is >= 0 and <= 65535, $"{path}.port", web.Port, "0 到 65535", "0 to 65535");
        errors.Require(
            !IPAddress.TryParse(web.Address, out _) || web.IsLoopback || web.IsSecure, $"{path}.certificate", "",
            "对外监听必须用 HTTPS：填写 certificate（PFX 文件），或在本机反向代理后设 behindProxy 为 true",
            "HTTPS for an address others can reach: a certificate (PFX file), or behindProxy true behind a reverse proxy of this machine");
        CertificateFile.Check(web, path, errors);
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$", RegexOptions.None, 1000)]
    internal static partial Regex UnitId();

    [GeneratedRegex("^[0-9]{6}$", RegexOptions.None, 1000)]
    internal static partial Regex RegionCode();

    [GeneratedRegex(@"\b(?:password|pwd)\s*=", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PasswordInside();
}
