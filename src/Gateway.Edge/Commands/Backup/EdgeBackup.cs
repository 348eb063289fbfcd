using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Configuration;
using Gateway.Edge.Uplink.Options;
using Gateway.Hosting.Backup;
using Gateway.Storage.Sqlite.Databases;

namespace Gateway.Edge.Commands.Backup;

/// <summary>What belongs to a gateway: its configuration and its data folder. Secrets are named, not taken: who holds a backup does not hold the box's identity.</summary>
internal sealed class EdgeBackup(EdgeOptions options, LoadedConfiguration loaded, ConfigurationSource source)
{
    public const string Program = "gateway";
    public const string Configuration = "config/";
    public const string Data = "data/";
    public const string StorageFact = "storage.folder";
    public const string ConfigurationFact = "configuration";
    private const string Lock = "gateway.lock";
    private static readonly string[] s_databases = ["log.db", "history.db"];

    private string Folder => source.Resolve(options.Storage.Folder);

    public BackupManifest Head(DateTimeOffset now) => new(
        BackupManifest.PresentFormat, Program, ProductVersion.Text, $"{options.Site.Id}/{options.Uplink?.Edge ?? new UplinkOptions().Edge}", now, [],
        new Dictionary<string, string>(StringComparer.Ordinal) { [StorageFact] = options.Storage.Folder, [ConfigurationFact] = Path.GetFileName(source.File) },
        [.. Secrets(), .. loaded.Files.Where(file => !IsInside(file)), .. DatabaseFiles.PutAside(Folder, s_databases)]);

    public IReadOnlyList<BackupPart> Parts() =>
    [
        .. loaded.Files.Where(IsInside).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(file => BackupPart.OfFile(Configuration + Relative(file), file)),
        .. BackupPart.OfFolder(Folder, Data, name => !DatabaseFiles.IsDatabase(name) && name != Lock),
        .. s_databases.Where(name => File.Exists(Path.Combine(Folder, name)))
            .Select(name => BackupPart.Of(Data + name, target => DatabaseCopy.Write(Path.Combine(Folder, name), target))),
    ];

    private string Relative(string file) => Path.GetRelativePath(source.Folder, file).Replace(Path.DirectorySeparatorChar, '/');

    private bool IsInside(string file) => !Relative(file).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Relative(file));

    private IEnumerable<string> Secrets() => new[] { options.Telemetry.HeadersFile, options.Influx?.TokenFile, options.Influx?.PasswordFile }
        .Concat(options.Notifications.Webhooks.Select(webhook => webhook.SecretFile))
        .Concat(options.Mqtt.Connections.SelectMany(SecretsOf))
        .Concat(options.Uplink is { } uplink ? SecretsOf(uplink.Broker) : [])
        .OfType<string>().Where(file => file.Length > 0).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string?> SecretsOf(MqttConnectionOptions connection) => [connection.PasswordFile, connection.Tls?.CaFile, connection.Tls?.CertFile, connection.Tls?.KeyFile];
}
