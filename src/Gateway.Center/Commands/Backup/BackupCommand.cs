using System.CommandLine;
using System.Globalization;
using Gateway.Center.Configuration;
using Gateway.Hosting.Backup;
using Gateway.Rules.Json;

namespace Gateway.Center.Commands.Backup;

/// <summary><c>warning-center backup</c>: all that belongs to the center in one file, while it runs.</summary>
internal static class BackupCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "File to write, .tar.gz / 要写出的文件", Required = true };

    public static Command Create()
    {
        var command = new Command("backup", "Write database, readings, history, evidence and anchors into one file, also while the center runs / 备份") { Out };
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
                Tell(console, await WriteAsync(parse, options, cancellation));
                return 0;
            },
            error => error is System.Data.Common.DbException ? new($"数据库无法读取：{error.Message}", $"the database cannot be read: {error.Message}") : null);
    }

    private static async Task<BackupManifest> WriteAsync(ParseResult parse, CenterOptions options, CancellationToken cancellation)
    {
        var backup = new CenterBackup(options, Path.GetFullPath(parse.GetValue(CenterCommand.Config)!));
        var head = backup.Head(TimeProvider.System.GetUtcNow());
        if (await backup.HeadOfLedgerAsync(cancellation) is { } newest)
        {
            head = head with { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["ledger.sequence"] = newest.Sequence.ToString(CultureInfo.InvariantCulture), ["ledger.hash"] = newest.Hash } };
        }

        return await BackupWriter.WriteAsync(parse.GetValue(Out)!, head, backup.Parts(), null, cancellation);
    }

    private static void Tell(BackupConsole console, BackupManifest made)
    {
        var (size, entry) = (made.Files.Sum(file => file.Size), made.Facts.GetValueOrDefault("ledger.sequence", "0"));
        console.SayMade(made, new($"已备份 {made.Files.Count} 个文件，共 {size} 字节，台账至第 {entry} 条。", $"Backed up {made.Files.Count} files, {size} bytes, the ledger up to entry {entry}."));
    }
}
