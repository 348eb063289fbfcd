using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Anchors;
using Gateway.Hosting.Backup;
using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Commands.Backup;

/// <summary>
/// What belongs to a center, in the order it is copied while the center runs: the anchors, which may not be newer than the ledger; the database; what its rows refer to; the readings last, so that
/// the database never says of a reading it has it when it has not: gateways then send again what is missing, and what is there twice counts once.
/// </summary>
internal sealed class CenterBackup(CenterOptions options, string configuration)
{
    public const string Program = "warning-center";
    public const string Data = "data/";
    public const string PostgresFile = Data + "center.pgdump";
    private const string Evidence = "evidence/";
    private static readonly string[] s_databases = ["center.db", "history.db", "readings.db"];
    private static readonly string[] s_notKept = ["center.lock", "setup-code.txt"];

    private string Folder => options.Storage.Folder;

    public BackupManifest Head(DateTimeOffset now) => new(
        BackupManifest.PresentFormat, Program, ProductVersion.Text, options.County.Id, now, [],
        new Dictionary<string, string>(StringComparer.Ordinal),
        [.. DatabaseFiles.PutAside(Folder, s_databases), "密钥、口令、证书等配置所引用的文件 / the files of secrets and certificates that the configuration names"]);

    public IReadOnlyList<BackupPart> Parts() =>
    [
        BackupPart.OfFile("config/center.json", configuration),
        .. BackupPart.OfFolder(Folder, Data, name => !DatabaseFiles.IsDatabase(name) && !name.StartsWith(Evidence, StringComparison.Ordinal) && !s_notKept.Contains(name)),
        Database(),
        .. BackupPart.OfFolder(Folder, Data, name => name.StartsWith(Evidence, StringComparison.Ordinal)),
        .. s_databases.Skip(1).Where(name => File.Exists(Path.Combine(Folder, name))).Select(name => Copy(name, Path.Combine(Folder, name))),
    ];

    /// <summary>Newest entry of the ledger; null when there is none. Read before the copies, so that it is in them.</summary>
    public async Task<LedgerAnchor?> HeadOfLedgerAsync(CancellationToken cancellation)
    {
        await using var db = new CenterDbFactory(options.Database, Folder).Create();
        var newest = await db.Set<LedgerEntry>().AsNoTracking().OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync(cancellation);
        return newest is null ? null : new(newest.Sequence, Convert.ToHexStringLower(newest.Hash), newest.Time, "backup");
    }

    private BackupPart Database()
    {
        if (options.Database.Kind == DatabaseKind.Postgres)
        {
            return new(PostgresFile, (path, stop) => PostgresDump.WriteAsync(options.Database.Connection, path, stop));
        }

        var named = options.Database.Connection.Length > 0 ? new SqliteConnectionStringBuilder(options.Database.Connection).DataSource : Path.Combine(Folder, s_databases[0]);
        return Copy(s_databases[0], named);
    }

    private static BackupPart Copy(string name, string path) => BackupPart.Of(Data + name, target => DatabaseCopy.Write(path, target));
}
