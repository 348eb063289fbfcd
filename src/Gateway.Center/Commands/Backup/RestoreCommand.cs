using System.CommandLine;
using System.Globalization;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Verification;
using Gateway.Hosting.Backup;
using Gateway.Rules.Json;
using Npgsql;

namespace Gateway.Center.Commands.Backup;

/// <summary>
/// <c>warning-center restore</c>: puts a backup into an empty data folder (and an empty PostgreSQL database), checks every file first and the ledger afterwards. Overwrites nothing; the configuration of the
/// backup is laid beside the present one.
/// </summary>
internal static class RestoreCommand
{
    private static readonly Option<string> From = new("--from") { Description = "Backup to put back / 要恢复的备份", Required = true };

    public static Command Create()
    {
        var command = new Command("restore", "Put a backup into an empty data folder, and check its ledger / 恢复备份") { From };
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var loaded = parse.Load();
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return CenterCommand.BadInput;
        }

        var console = new BackupConsole(parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.Chinese());
        return await console.RunAsync(
            async () =>
            {
                using var folder = DataFolderLock.Take(options.Storage.Folder);
                await MustBeEmptyAsync(options, cancellation);
                var manifest = await PutBackAsync(parse, options, cancellation);
                return await CheckAsync(console, options, manifest, cancellation) ? 0 : BackupConsole.Failed;
            },
            error => error switch
            {
                CenterStartException start => start.Text,
                System.Data.Common.DbException or IOException or UnauthorizedAccessException => BackupConsole.NotRestored(error),
                _ => null,
            });
    }

    private static async Task MustBeEmptyAsync(CenterOptions options, CancellationToken cancellation)
    {
        if (Directory.EnumerateFiles(options.Storage.Folder, "*.db").FirstOrDefault() is { } there)
        {
            throw new BackupException(new($"{there} 已存在；恢复只写入空的数据文件夹，请先移开原有数据", $"{there} exists; a backup is put into an empty data folder only, move what is there away first"));
        }

        if (options.Database.Kind != DatabaseKind.Postgres)
        {
            return;
        }

        await using var source = NpgsqlDataSource.Create(options.Database.Connection);
        await using var count = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
        if ((long)(await count.ExecuteScalarAsync(cancellation))! > 0)
        {
            throw new BackupException(new("PostgreSQL 数据库不是空的；请新建一个空数据库", "the PostgreSQL database is not empty; make a new, empty one"));
        }
    }

    private static async Task<BackupManifest> PutBackAsync(ParseResult parse, CenterOptions options, CancellationToken cancellation)
    {
        var (target, aside) = (options.Storage.Folder, Path.Combine(options.Storage.Folder, $"restore-{Guid.NewGuid():N}"));
        var manifest = await BackupReader.ExtractAsync(parse.GetValue(From)!, aside, CenterBackup.Program, cancellation);
        try
        {
            await PutDatabaseAsync(options, aside, cancellation);
            foreach (var file in manifest.Files.Where(file => file.Name.StartsWith(CenterBackup.Data, StringComparison.Ordinal) && file.Name != CenterBackup.PostgresFile))
            {
                var place = Path.Combine(target, file.Name[CenterBackup.Data.Length..]);
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Move(Path.Combine(aside, file.Name), place);
            }

            File.Move(Path.Combine(aside, "config", "center.json"), Path.GetFullPath(parse.GetValue(CenterCommand.Config)!) + ".from-backup", overwrite: true);
            return manifest;
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    private static async Task PutDatabaseAsync(CenterOptions options, string aside, CancellationToken cancellation)
    {
        var (dump, isPostgres) = (Path.Combine(aside, CenterBackup.PostgresFile), options.Database.Kind == DatabaseKind.Postgres);
        if (File.Exists(dump) != isPostgres)
        {
            throw new BackupException(new(
                $"备份中的数据库是 {(isPostgres ? "SQLite" : "PostgreSQL")}，配置是 {options.Database.Kind}；请使配置与备份一致",
                $"the backup holds {(isPostgres ? "a SQLite" : "a PostgreSQL")} database, the configuration says {options.Database.Kind}; make them the same"));
        }

        if (isPostgres)
        {
            await PostgresDump.RestoreAsync(options.Database.Connection, dump, cancellation);
        }
    }

    private static async Task<bool> CheckAsync(BackupConsole console, CenterOptions options, BackupManifest manifest, CancellationToken cancellation)
    {
        List<LedgerAnchor> anchors = [.. new AnchorFile(options.Storage.Folder).Read()];
        if (manifest.Facts.TryGetValue("ledger.sequence", out var sequence) && manifest.Facts.TryGetValue("ledger.hash", out var hash))
        {
            anchors.Add(new(long.Parse(sequence, CultureInfo.InvariantCulture), hash, manifest.Time, "backup"));
        }

        await using var db = new CenterDbFactory(options.Database, options.Storage.Folder).Create();
        var verdict = await LedgerVerifier.VerifyAsync(LedgerVerifier.ReadAllAsync(db, 0, cancellation), anchors, cancellation);
        console.Say(new(
            $"已恢复 {manifest.Subject} 于 {manifest.Time:O} 的备份：{manifest.Files.Count} 个文件；台账 {verdict.Entries} 条，{(verdict.Good ? "完好" : "不可信")}。",
            $"Restored the backup of {manifest.Subject} of {manifest.Time:O}: {manifest.Files.Count} files; {verdict.Entries} entries of the ledger, {(verdict.Good ? "GOOD" : "BAD")}."));
        if (verdict.Fault is { } fault)
        {
            var line = $"  {fault.Kind} @{fault.Sequence}: {fault.What}";
            console.Say(new(line, line));
        }

        console.Say(new(
            "备份之后的台账记录已不存在：请用别处保存的锚点运行 verify --anchors，并保存其结论。备份中的配置放在原配置旁（.from-backup）；密钥与证书文件需另行放回。",
            "What the ledger had after the backup is gone: run verify --anchors with anchors kept elsewhere and keep what it says. The configuration of the backup lies beside the present one (.from-backup); files of secrets and certificates have to be put back by hand."));
        return verdict.Good;
    }
}
