using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Pipeline.Security;

namespace Gateway.Hosting.Backup;

/// <summary>
/// Reads a backup into a folder of its own and believes nothing in it: names, number, sizes and hashes must be those of the manifest, and only plain files are taken. What fails leaves nothing behind.
/// </summary>
public static class BackupReader
{
    private const int LargestManifest = 16 * 1024 * 1024;
    private const int MostFiles = 100_000;

    /// <param name="folder">May not exist; holds the files under their names afterwards.</param>
    /// <param name="program">Whose backup it must be.</param>
    /// <exception cref="BackupException">It is damaged, of another program or version, or cannot be written out.</exception>
    public static async Task<BackupManifest> ExtractAsync(string path, string folder, string program, CancellationToken cancellation)
    {
        OwnerOnly.Folder(folder);
        try
        {
            await using var file = File.OpenRead(path);
            await using var zip = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(zip);
            var manifest = Checked(await ManifestAsync(tar, path, cancellation), program, path);
            await FilesAsync(tar, manifest, folder, path, cancellation);

            // To the very end: only there the checksum of the whole is compared, and a bit that changed a name in manifest and archive alike is seen.
            await zip.CopyToAsync(Stream.Null, cancellation);
            return manifest;
        }
        catch (Exception error)
        {
            Directory.Delete(folder, recursive: true);
            throw error switch
            {
                BackupException or OperationCanceledException => error,
                IOException or UnauthorizedAccessException or InvalidDataException or FormatException or JsonException or EndOfStreamException => Damaged(path, error.Message, error),
                _ => error,
            };
        }
    }

    private static async Task<BackupManifest> ManifestAsync(TarReader tar, string path, CancellationToken cancellation)
    {
        if (await tar.GetNextEntryAsync(copyData: false, cancellation) is not { EntryType: TarEntryType.RegularFile, Name: BackupWriter.ManifestName, Length: <= LargestManifest, DataStream: { } data })
        {
            throw Damaged(path, "manifest.json");
        }

        return await JsonSerializer.DeserializeAsync<BackupManifest>(data, BackupWriter.Format, cancellation) ?? throw Damaged(path, "manifest.json");
    }

    private static BackupManifest Checked(BackupManifest manifest, string program, string path)
    {
        if (manifest.Program != program)
        {
            throw new BackupException(new($"{path} 是 {manifest.Program} 的备份，不是 {program} 的", $"{path} is a backup of {manifest.Program}, not of {program}"));
        }

        if (manifest.Format != BackupManifest.PresentFormat)
        {
            throw new BackupException(new(
                $"{path} 的格式为 {manifest.Format}，本程序只能读取 {BackupManifest.PresentFormat}；请用写出它的版本 {manifest.Version} 或更新的版本",
                $"{path} has format {manifest.Format}, this program reads {BackupManifest.PresentFormat}; use version {manifest.Version}, which wrote it, or a newer one"));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return manifest.Files is { Count: <= MostFiles } files && files.All(file => IsPlain(file.Name) && file.Size >= 0 && names.Add(file.Name)) && manifest.Facts is not null && manifest.LeftOut is not null
            ? manifest
            : throw Damaged(path, "manifest.json");
    }

    /// <summary>Relative, and nothing in it that leads out of the folder.</summary>
    private static bool IsPlain(string? name) => name is { Length: > 0 and <= 1024 }
        && name.Split('/').All(part => part.Length > 0 && part is not ("." or "..")) && !name.Any(letter => char.IsControl(letter) || letter == '\\');

    private static async Task FilesAsync(TarReader tar, BackupManifest manifest, string folder, string path, CancellationToken cancellation)
    {
        foreach (var wanted in manifest.Files)
        {
            if (await tar.GetNextEntryAsync(copyData: false, cancellation) is not { EntryType: TarEntryType.RegularFile } entry || entry.Name != wanted.Name || entry.Length != wanted.Size)
            {
                throw Damaged(path, wanted.Name);
            }

            await WriteAsync(entry, wanted, Path.Combine(folder, wanted.Name), path, cancellation);
        }

        if (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } more)
        {
            throw Damaged(path, more.Name);
        }
    }

    private static async Task WriteAsync(TarEntry entry, BackupFile wanted, string target, string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var file = OwnerOnly.Create(target);
        if (entry.DataStream is { } data)
        {
            await data.CopyToAsync(file, cancellation);
        }

        file.Flush(flushToDisk: true);
        file.Position = 0;
        if (file.Length != wanted.Size || Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) != wanted.Sha256)
        {
            throw Damaged(path, wanted.Name);
        }
    }

    private static BackupException Damaged(string path, string where, Exception? inner = null) =>
        new(new($"{path} 已损坏：{where}；没有写入任何内容", $"{path} is damaged: {where}; nothing was put back"), inner);
}
