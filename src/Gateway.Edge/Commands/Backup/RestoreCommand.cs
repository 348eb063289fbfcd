using System.CommandLine;
using System.Globalization;
using Gateway.Edge.Composition;
using Gateway.Hosting.Backup;

namespace Gateway.Edge.Commands.Backup;

/// <summary>
/// <c>gateway restore</c>: puts a backup onto a box: the configuration beside <c>--config</c>, what was there kept under another name; the data into the data folder, which must have none. Every file is
/// checked before the first is put in its place.
/// </summary>
internal static class RestoreCommand
{
    private static readonly Option<string> From = new("--from") { Description = "Backup to put back / 要恢复的备份", Required = true };

    public static Command Create()
    {
        var command = new Command("restore", "Put a backup onto this box: configuration and data / 在本机恢复备份") { From };
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var configuration = Path.GetFullPath(parse.GetValue(GatewayCommand.Config)!);
        var console = new BackupConsole(parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.Chinese());
        return await console.RunAsync(
            async () =>
            {
                Tell(console, await RestoreAsync(parse.GetValue(From)!, configuration, cancellation));
                return 0;
            },
            error => error switch
            {
                EdgeStartException start => start.Text,
                IOException or UnauthorizedAccessException => BackupConsole.NotRestored(error),
                _ => null,
            });
    }

    private static async Task<BackupManifest> RestoreAsync(string archive, string configuration, CancellationToken cancellation)
    {
        var aside = $"{configuration}.restore-{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path.GetDirectoryName(configuration)!);
        var manifest = await BackupReader.ExtractAsync(archive, aside, EdgeBackup.Program, cancellation);
        try
        {
            PutBack(manifest, aside, configuration);
            return manifest;
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    private static void PutBack(BackupManifest manifest, string aside, string configuration)
    {
        var root = Path.GetDirectoryName(configuration)!;
        var data = Path.GetFullPath(Path.Combine(root, manifest.Facts.GetValueOrDefault(EdgeBackup.StorageFact, "data")));
        using var folder = DataFolderLock.Take(data);
        if (Directory.EnumerateFiles(data, "*.db").FirstOrDefault() is { } there)
        {
            throw new BackupException(new($"{there} 已存在；恢复只写入没有数据的文件夹，请先移开原有数据", $"{there} exists; data are put into a folder without any only, move what is there away first"));
        }

        if (manifest.Files.FirstOrDefault(file => !file.Name.StartsWith(EdgeBackup.Data, StringComparison.Ordinal) && !file.Name.StartsWith(EdgeBackup.Configuration, StringComparison.Ordinal)) is { } strange)
        {
            throw new BackupException(new($"备份中有不认识的文件 {strange.Name}；没有写入任何内容", $"the backup holds a file that belongs nowhere: {strange.Name}; nothing was put back"));
        }

        var own = EdgeBackup.Configuration + manifest.Facts.GetValueOrDefault(EdgeBackup.ConfigurationFact, "edge.json");
        var stamp = manifest.Time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var file in manifest.Files)
        {
            var place = file.Name == own ? configuration
                : file.Name.StartsWith(EdgeBackup.Data, StringComparison.Ordinal) ? Path.Combine(data, file.Name[EdgeBackup.Data.Length..])
                : Path.Combine(root, file.Name[EdgeBackup.Configuration.Length..]);
            Place(Path.Combine(aside, file.Name), place, $".before-restore-{stamp}");
        }
    }

    private static void Place(string from, string place, string suffix)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (File.Exists(place))
        {
            File.Move(place, place + suffix, overwrite: false);
        }

        File.Move(from, place);
    }

    private static void Tell(BackupConsole console, BackupManifest manifest)
    {
        console.Say(new(
            $"已恢复 {manifest.Subject} 于 {manifest.Time:O} 的备份：{manifest.Files.Count} 个文件。原来的设备不得再运行：同一身份的两台网关会互相覆盖。",
            $"Restored the backup of {manifest.Subject} of {manifest.Time:O}: {manifest.Files.Count} files. The old box must not run any more: two gateways of one identity get in each other's way."));
        console.SayLeftOut(manifest, new("需另行放回：", "to be put back by hand: "));
    }
}
