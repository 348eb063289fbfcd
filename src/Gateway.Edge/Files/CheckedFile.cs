using System.Security.Cryptography;

namespace Gateway.Edge.Files;

/// <summary>A small file of the gateway's own: a SHA-256 over what follows it, replaced whole. For what may be lost but must not be wrong.</summary>
internal static class CheckedFile
{
    /// <summary>Null when there is none, it cannot be read, or it is damaged.</summary>
    public static byte[]? Load(string path)
    {
        try
        {
            var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
            return bytes.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
                    ? bytes[SHA256.HashSizeInBytes..]
                    : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps it if it can; a disk that takes nothing is told elsewhere.</summary>
    public static void Save(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            File.WriteAllBytes(path + ".new", [.. SHA256.HashData(content), .. content]);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next one is tried again.
        }
    }
}
