using System.CommandLine;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Evidence.Checking;
using Gateway.Center.Ledger.Anchors;
using Gateway.Center.Ledger.Verification;
using Gateway.Core.Measurements;
using Gateway.Rules.Json;

namespace Gateway.Center.Commands;

/// <summary><c>warning-center verify</c>: checks the ledger of a database, or an evidence package, without a running center.</summary>
internal static class VerifyCommand
{
    /// <summary>Exit code when something is wrong with what was checked.</summary>
    public const int Bad = 1;

    private static readonly Option<string?> Sqlite = new("--sqlite") { Description = "Database file / SQLite 数据库文件" };
    private static readonly Option<string?> Postgres = new("--postgres-file") { Description = "File whose first line is the connection string / 首行为连接串的文件" };
    private static readonly Option<string?> Package = new("--package") { Description = "Evidence package (zip) / 证据包" };
    private static readonly Option<string[]> Anchors = new("--anchors") { Description = "Files with anchors kept elsewhere: copies, what gateways kept / 另存的锚点文件", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public static Command Create()
    {
        var command = new Command("verify", "Check the hash chain of the ledger, or an evidence package; names the first bad entry / 核验台账或证据包") { Sqlite, Postgres, Package, Anchors };
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        try
        {
            var files = parse.GetValue(Anchors) ?? [];
            var anchors = files.SelectMany(file => LedgerAnchor.Parse(File.ReadAllText(file), Path.GetFileName(file), Tell(output, Path.GetFileName(file)))).ToList();
            if (files.Length > 0 && anchors.Count == 0)
            {
                throw new InvalidDataException("--anchors: 文件中没有锚点 / no anchor in the files");
            }

            return parse.GetValue(Package) is { } package
                ? Report(output, await PackageVerifier.VerifyAsync(Existing(package), anchors))
                : Report(output, await LedgerAsync(output, Source(parse), anchors, cancellation));
        }
        catch (Exception trouble) when (trouble is IOException or InvalidDataException or JsonException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            await error.WriteLineAsync(trouble.Message);
            return CenterCommand.BadInput;
        }
    }

    private static async Task<LedgerVerdict> LedgerAsync(TextWriter output, (DatabaseOptions Database, string Folder) source, List<LedgerAnchor> anchors, CancellationToken cancellation)
    {
        anchors.AddRange(new AnchorFile(source.Folder).Read(Tell(output, AnchorFile.Name)));
        await using var db = new CenterDbFactory(source.Database, source.Folder).Create();
        return await LedgerVerifier.VerifyAsync(LedgerVerifier.ReadAllAsync(db, 0, cancellation), anchors, cancellation);
    }

    /// <summary>The database named on the line; the configuration's when none is.</summary>
    private static (DatabaseOptions Database, string Folder) Source(ParseResult parse) =>
        (parse.GetValue(Sqlite), parse.GetValue(Postgres)) switch
        {
            ({ } file, null) => (OfSqlite(Existing(file)), Path.GetDirectoryName(Path.GetFullPath(file))!),
            (null, { } file) => (new() { Kind = DatabaseKind.Postgres, Connection = FirstLine(file) }, Path.GetTempPath()),
            (null, null) => OfConfiguration(parse),
            _ => throw new InvalidDataException("--sqlite、--postgres-file、--package 选一 / name one of --sqlite, --postgres-file, --package"),
        };

    private static (DatabaseOptions Database, string Folder) OfConfiguration(ParseResult parse)
    {
        var loaded = parse.Load();
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            throw new InvalidDataException("配置有误 / the configuration has errors");
        }

        var (database, folder) = (options.Database, options.Storage.Folder);
        return (database.Kind == DatabaseKind.Sqlite && database.Connection.Length == 0 ? OfSqlite(Existing(Path.Combine(folder, "center.db"))) : database, folder);
    }

    private static DatabaseOptions OfSqlite(string file) => new() { Connection = $"Data Source={file};Pooling=False" };

    private static string FirstLine(string file) => File.ReadLines(file).FirstOrDefault()?.Trim() ?? "";

    private static string Existing(string file) => File.Exists(file) ? file : throw new FileNotFoundException($"{file}: 不存在 / does not exist", file);

    private static int Report(TextWriter output, LedgerVerdict verdict)
    {
        output.WriteLine($"台账 / ledger: {verdict.Entries} 条正确 / entries right, 首部哈希 / head {verdict.HeadHash}");
        output.WriteLine($"锚点 / anchors: {verdict.Anchors} 相符 / fit, 证明到第 {verdict.LastAnchor} 条 / proved up to entry {verdict.LastAnchor}");
        output.WriteLine($"网关事件 / gateway events: {verdict.EdgeEvents} 已重算 / computed again");
        Write(output, verdict.EdgeFaults.Select(fault => ($"{fault.Site}/{fault.Edge} @{fault.LedgerSequence}", fault.What)));
        Write(output, verdict.Fault is { } first ? [($"{first.Kind} @{first.Sequence} {first.EntryKind}", first.What)] : []);
        return Conclude(output, verdict.Good);
    }

    private static int Report(TextWriter output, PackageVerdict verdict)
    {
        if (verdict.Manifest is { } manifest)
        {
            output.WriteLine($"证据包 / package: {manifest.Site} {manifest.From:O} - {manifest.To:O}, {manifest.Files.Count} 个文件 / files");
            output.WriteLine($"锚点 / anchor: {manifest.Anchor?.Sequence} {manifest.Anchor?.Hash}, 另存锚点相符 / kept elsewhere and fitting: {verdict.AnchorsCompared}");
        }

        output.WriteLine($"台账摘录 / ledger extract: {verdict.Entries} 条正确 / entries right");
        Write(output, verdict.Faults.Select(fault => (fault.File, fault.What)));
        return Conclude(output, verdict.Good);
    }

    private static void Write(TextWriter output, IEnumerable<(string Where, LocalizedText What)> faults)
    {
        foreach (var (where, what) in faults)
        {
            output.WriteLine($"  {where}: {what}");
        }
    }

    private static int Conclude(TextWriter output, bool good)
    {
        output.WriteLine(good ? "完好 / GOOD" : "不可信 / BAD");
        return good ? 0 : Bad;
    }

    // Told and no more: a power cut tears a line too, and whoever changed the ledger has the anchors of the other lines against him.
    private static Action<int> Tell(TextWriter output, string file) => number => output.WriteLine($"{file}:{number}: 无法读取，已跳过 / cannot be read, passed over");
}
