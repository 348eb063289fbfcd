using System.Security.Cryptography;
using System.Text;

namespace Gateway.Center.Evidence.Package;

/// <summary>The last bytes of a package: <c>sha256:</c> and the digest of everything before them.</summary>
internal static class PackageSeal
{
    private const string Prefix = "sha256:";
    private const int Length = 7 + 64;

    public static string Placeholder { get; } = Prefix + new string('0', 64);

    public static async Task SetAsync(Stream stream)
    {
        var seal = Encoding.ASCII.GetBytes(await OfAsync(stream));
        stream.Position = stream.Length - Length;
        await stream.WriteAsync(seal);
    }

    public static async Task<bool> HoldsAsync(Stream stream)
    {
        if (stream.Length <= Length)
        {
            return false;
        }

        var expected = await OfAsync(stream);
        var found = new byte[Length];
        stream.Position = stream.Length - Length;
        await stream.ReadExactlyAsync(found);
        return Encoding.ASCII.GetBytes(expected).AsSpan().SequenceEqual(found);
    }

    private static async Task<string> OfAsync(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        stream.Position = 0;
        for (var left = stream.Length - Length; left > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)));
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
