using System.Security.Cryptography;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Files;

/// <summary>One file a channel in the data folder. Without it a restart tells more than it must.</summary>
internal sealed class FoldingFiles(string folder) : IFoldingMemory
{
    public byte[]? Load(string channel) => CheckedFile.Load(PathOf(channel));

    public void Save(string channel, ReadOnlySpan<byte> state) => CheckedFile.Save(PathOf(channel), state);

    // A name may hold any character; its digest is a file name on every system.
    private string PathOf(string channel) => Path.Combine(
        folder, $"folded-{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(channel)))[..16]}.state");
}
