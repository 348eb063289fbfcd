namespace Gateway.Edge.Replay;

/// <summary>A file that appears under its name only when it is finished. Without a path, another stream.</summary>
internal sealed class WholeFile : IDisposable
{
    /// <summary>Ending of a file that is being written.</summary>
    public const string Unfinished = ".tmp";

    private readonly string? _path;
    private bool _kept;

    public WholeFile(string? path, Func<Stream> otherwise)
    {
        _path = path;
        Stream = path is null ? new BufferedStream(otherwise()) : new FileStream(path + Unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
    }

    public Stream Stream { get; }

    /// <summary>Gives the file its name.</summary>
    public void Keep()
    {
        Stream.Flush();
        if (_path is not null && !_kept)
        {
            File.Move(_path + Unfinished, _path, overwrite: true);
        }

        _kept = true;
    }

    /// <summary>Compares the finished file with another, byte for byte.</summary>
    public bool IsSameAs(string other)
    {
        Stream.Flush();
        using var left = File.OpenRead(_path!);
        using var right = new FileStream(other, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (left.Length != right.Length)
        {
            return false;
        }

        var (a, b) = (new byte[1 << 16], new byte[1 << 16]);
        while (left.ReadAtLeast(a, a.Length, throwOnEndOfStream: false) is > 0 and var read)
        {
            right.ReadExactly(b, 0, read);
            if (!a.AsSpan(0, read).SequenceEqual(b.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (_path is not null && !_kept)
        {
            File.Delete(_path + Unfinished);
        }
    }
}
