using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Center.Evidence.Package;

/// <summary>
/// Writes an evidence package: a ZIP file whose bytes depend on its content alone. The comment at its end is SHA-256 over all bytes before it, so that not one
/// byte, be it between the files, can change unseen. One task.
/// </summary>
internal sealed class PackageWriter : IAsyncDisposable
{
    // Nothing of the time at which it was written goes into the archive; 1980 is the first year a ZIP file knows.
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string _path;
    private readonly List<PackageFile> _files = [];
    private FileStream? _stream;
    private ZipArchive? _archive;

    public PackageWriter(string path)
    {
        _path = path;
        _stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        _archive = new ZipArchive(_stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8) { Comment = PackageSeal.Placeholder };
    }

    public IReadOnlyList<PackageFile> Files => _files;

    public async Task AddAsync(string name, Func<Stream, Task> write)
    {
        var entry = Archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = s_noTime;
        await using var content = new HashingStream(await entry.OpenAsync());
        await write(content);
        _files.Add(new PackageFile(name, content.Count, content.Sha256()));
    }

    public Task AddAsync(string name, object json) => AddAsync(name, stream => JsonSerializer.SerializeAsync(stream, json, PackageJson.Options));

    public Task AddAsync(string name, string text) => AddAsync(name, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask());

    /// <summary>Ends the archive; nothing can be added any more.</summary>
    /// <param name="manifest">Made last, because it names all others.</param>
    /// <returns>SHA-256 of the whole file.</returns>
    public async Task<string> FinishAsync(PackageManifest manifest)
    {
        await AddAsync(PackageManifest.FileName, manifest);
        await Archive.DisposeAsync();
        _archive = null;
        var stream = _stream ?? throw new ObjectDisposedException(nameof(PackageWriter));
        await PackageSeal.SetAsync(stream);
        await stream.FlushAsync();
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    public async ValueTask DisposeAsync()
    {
        if (_archive is not null)
        {
            await _archive.DisposeAsync();
        }

        if (_stream is not null)
        {
            await _stream.DisposeAsync();
            _stream = null;
        }
    }

    private ZipArchive Archive => _archive ?? throw new ObjectDisposedException(_path);
}
