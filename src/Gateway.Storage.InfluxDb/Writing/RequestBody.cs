using System.IO.Compression;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>
/// The bytes of one request, made before it is its turn, so that compressing one batch overlaps with the server's work on the one before. Reused;
/// one user at a time.
/// </summary>
public sealed class RequestBody : IDisposable
{
    private readonly MemoryStream _compressed = new();

    /// <summary>What goes over the wire.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Without compression the lines are not copied: they must stay as they are until the request is settled.</summary>
    public void Fill(ReadOnlyMemory<byte> lines, bool gzip) => Bytes = gzip ? Compress(lines.Span) : lines;

    public void Dispose() => _compressed.Dispose();

    private ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> lines)
    {
        _compressed.SetLength(0);
        using (var gzip = new GZipStream(_compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(lines);
        }

        return _compressed.GetBuffer().AsMemory(0, (int)_compressed.Length);
    }
}
