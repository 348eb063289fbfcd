using Gateway.Drivers.Mqtt.Options;
using Gateway.Storage.InfluxDb;

namespace Gateway.Edge.Configuration;

/// <summary>
/// Makes the paths of a configuration whole: they count from the folder of the configuration file, wherever the program was started
/// (a service starts in <c>/</c>). Ports such as <c>/dev/ttyUSB0</c> are whole already.
/// </summary>
internal static class FilePaths
{
    public static EdgeOptions Resolve(EdgeOptions options, ConfigurationSource source) => options with
    {
        Mqtt = options.Mqtt with { Connections = [.. options.Mqtt.Connections.Select(connection => Of(connection, source))] },
        Uplink = options.Uplink is { } uplink ? uplink with { Broker = Of(uplink.Broker, source), OfferKeyFile = Of(uplink.OfferKeyFile, source) } : null,
        Api = options.Api with { CertFile = Of(options.Api.CertFile, source), KeyFile = Of(options.Api.KeyFile, source) },
        Telemetry = options.Telemetry with { HeadersFile = Of(options.Telemetry.HeadersFile, source) },
        Influx = options.Influx is { } influx ? Of(influx, source) : null,
        Notifications = options.Notifications with
        {
            Webhooks = [.. options.Notifications.Webhooks.Select(webhook => webhook with { SecretFile = Of(webhook.SecretFile, source) })],
        },
    };

    private static MqttConnectionOptions Of(MqttConnectionOptions connection, ConfigurationSource source) => connection with
    {
        PasswordFile = Of(connection.PasswordFile, source),
        Tls = connection.Tls is { } tls
            ? tls with { CaFile = Of(tls.CaFile, source), CertFile = Of(tls.CertFile, source), KeyFile = Of(tls.KeyFile, source) }
            : null,
    };

    private static InfluxOptions Of(InfluxOptions influx, ConfigurationSource source) => influx with
    {
        TokenFile = Of(influx.TokenFile, source),
        CaFile = Of(influx.CaFile, source),
        PasswordFile = Of(influx.PasswordFile, source),
        RejectedFile = Of(influx.RejectedFile, source),
    };

    private static string? Of(string? path, ConfigurationSource source) => string.IsNullOrEmpty(path) ? path : source.Resolve(path);
}
