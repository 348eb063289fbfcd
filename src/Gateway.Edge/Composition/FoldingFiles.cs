using System.Security.Cryptography;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>One file a channel in the data folder, with a checksum, replaced whole.</summary>
internal sealed class FoldingFiles(string folder) : IFoldingMemory
{
    public byte[]? Load(string channel)
    {
        try
        {
            var bytes = File.Exists(PathOf(channel)) ? File.ReadAllBytes(PathOf(channel)) : [];
            return bytes.Length > SHA256.HashSizeInBytes && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
                ? bytes[SHA256.HashSizeInBytes..]
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Save(string channel, ReadOnlySpan<byte> state)
    {
        try
        {
            var path = PathOf(channel);
            File.WriteAllBytes(path + ".new", [.. SHA256.HashData(state), .. state]);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then a restart tells more than it must.
        }
    }

    // A name may hold any character; its digest is a file name on every system.
    private string PathOf(string channel) => Path.Combine(
        folder, $"folded-{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(channel)))[..16]}.state");
}
