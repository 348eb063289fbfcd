using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Pipeline.Security;

namespace Gateway.Hosting.Backup;

/// <summary>Writes a backup: a gzipped tar (POSIX.1-2001) of copies, its manifest with the hash of each first. It appears under its name only when it is whole.</summary>
public static class BackupWriter
{
    internal const string ManifestName = "manifest.json";
    internal static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">Of the archive; may not exist.</param>
    /// <param name="head">Without its files.</param>
    /// <param name="parts">Copied one after the other, in this order.</param>
    /// <param name="facts">Asked after all parts are copied, with the folder of the copies; put into the manifest.</param>
    /// <exception cref="BackupException">Something cannot be read or written; nothing is left behind.</exception>
    public static async Task<BackupManifest> WriteAsync(
        string path, BackupManifest head, IReadOnlyList<BackupPart> parts, Func<string, Task<IReadOnlyDictionary<string, string>>>? facts, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            throw new BackupException(new($"{path} 已存在；请换一个文件名", $"{path} exists already; choose another name"));
        }

        // Beside the archive: there must be room for it anyway, and the data disk keeps its own.
        var folder = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.partial";
        OwnerOnly.Folder(folder);
        try
        {
            var files = new List<BackupFile>();
            foreach (var part in parts)
            {
                files.Add(await CopyAsync(part, Path.Combine(folder, "files"), cancellation));
            }

            var manifest = head with { Files = files, Facts = facts is null ? head.Facts : await facts(Path.Combine(folder, "files")) };
            var whole = Path.Combine(folder, "whole");
            await PackAsync(whole, manifest, Path.Combine(folder, "files"), cancellation);
            File.Move(whole, path);
            return manifest;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(new($"备份未完成：{error.Message}", $"the backup was not made: {error.Message}"), error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BackupFile> CopyAsync(BackupPart part, string folder, CancellationToken cancellation)
    {
        var copy = Path.Combine(folder, part.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        await part.CopyAsync(copy, cancellation);
        OwnerOnly.Restrict(copy);
        await using var stream = File.OpenRead(copy);
        return new BackupFile(part.Name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)));
    }

    private static async Task PackAsync(string path, BackupManifest manifest, string folder, CancellationToken cancellation)
    {
        await using var file = OwnerOnly.Create(path);
        await using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true))
        {
            using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, Format));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, ManifestName) { DataStream = json, Mode = OwnerOnly.FileRights, ModificationTime = manifest.Time }, cancellation);
            foreach (var one in manifest.Files)
            {
                await using var data = File.OpenRead(Path.Combine(folder, one.Name));
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, one.Name) { DataStream = data, Mode = OwnerOnly.FileRights, ModificationTime = manifest.Time }, cancellation);
            }
        }

        file.Flush(flushToDisk: true);
    }
}
