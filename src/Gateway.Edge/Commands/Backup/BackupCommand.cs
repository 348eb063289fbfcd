using System.CommandLine;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Hosting.Backup;
using Gateway.Rules.Json;

namespace Gateway.Edge.Commands.Backup;

/// <summary><c>gateway backup</c>: configuration and data of a stopped gateway in one file, to be kept or carried to another box.</summary>
internal static class BackupCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "File to write, .tar.gz / 要写出的文件", Required = true };

    public static Command Create()
    {
        // A log copied while it is written is older than what the center has when it is put back; the two histories would part.
        var command = new Command("backup", "Write configuration and data of a stopped gateway into one file / 备份（须先停止网关）") { Out };
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var source = parse.Source();
        var loaded = ConfigurationLoader.Load(source);
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        var console = new BackupConsole(parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.Chinese());
        return await console.RunAsync(
            async () =>
            {
                using var folder = DataFolderLock.Take(source.Resolve(options.Storage.Folder));
                var backup = new EdgeBackup(options, loaded, source);
                var made = await BackupWriter.WriteAsync(parse.GetValue(Out)!, backup.Head(TimeProvider.System.GetUtcNow()), backup.Parts(), null, cancellation);
                var size = made.Files.Sum(file => file.Size);
                console.SayMade(made, new($"已备份 {made.Subject}：{made.Files.Count} 个文件，共 {size} 字节。", $"Backed up {made.Subject}: {made.Files.Count} files, {size} bytes."));
                return 0;
            },
            error => (error as EdgeStartException)?.Text);
    }
}
