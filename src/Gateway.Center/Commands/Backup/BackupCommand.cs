using System.CommandLine;
using System.Globalization;
using Gateway.Hosting.Backup;
using Gateway.Rules.Json;

namespace Gateway.Center.Commands.Backup;

/// <summary><c>warning-center backup</c>: all that belongs to the center in one file, while it runs.</summary>
internal static class BackupCommand
{
    private const int Failed = 1;
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

        try
        {
            var backup = new CenterBackup(options, Path.GetFullPath(parse.GetValue(CenterCommand.Config)!));
            var head = backup.Head(TimeProvider.System.GetUtcNow());
            if (await backup.HeadOfLedgerAsync(cancellation) is { } newest)
            {
                head = head with { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["ledger.sequence"] = newest.Sequence.ToString(CultureInfo.InvariantCulture), ["ledger.hash"] = newest.Hash } };
            }

            var made = await BackupWriter.WriteAsync(parse.GetValue(Out)!, head, backup.Parts(), null, cancellation);
            Tell(parse, made);
            return 0;
        }
        catch (BackupException error)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(error.Text.In(parse.Chinese()));
        }
        catch (System.Data.Common.DbException error)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(parse.Chinese() ? $"数据库无法读取：{error.Message}" : $"the database cannot be read: {error.Message}");
        }

        return Failed;
    }

    private static void Tell(ParseResult parse, BackupManifest made)
    {
        var (output, size) = (parse.InvocationConfiguration.Output, made.Files.Sum(file => file.Size));
        output.WriteLine(parse.Chinese() ? $"已备份 {made.Files.Count} 个文件，共 {size} 字节，台账至第 {made.Facts.GetValueOrDefault("ledger.sequence", "0")} 条。" : $"Backed up {made.Files.Count} files, {size} bytes, the ledger up to entry {made.Facts.GetValueOrDefault("ledger.sequence", "0")}.");
        foreach (var left in made.LeftOut)
        {
            output.WriteLine(parse.Chinese() ? $"  不在备份中：{left}" : $"  not in it: {left}");
        }
    }
}
