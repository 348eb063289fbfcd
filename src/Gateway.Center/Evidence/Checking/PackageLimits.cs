using System.Security.Cryptography;
using System.Text;

namespace Gateway.Center.Evidence.Checking;

/// <summary>A package comes from anywhere, and a small one may unpack to any size: nothing of it is taken into memory beyond these limits.</summary>
internal static class PackageLimits
{
    public const int ManifestBytes = 16 << 20;

    /// <summary>Characters of one entry of the ledger; the largest an honest center writes is a message of a gateway.</summary>
    public const int LineCharacters = 64 << 20;

    /// <returns>Lower case hex; empty when there is more than <paramref name="most"/>.</returns>
    public static async Task<string> DigestAsync(Stream content, long most)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, left) = (new byte[64 * 1024], most);
        while (await content.ReadAsync(buffer) is > 0 and var count)
        {
            if ((left -= count) < 0)
            {
                return "";
            }

            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="InvalidDataException">It is longer than allowed.</exception>
    public static string? ReadLine(TextReader reader, int most = LineCharacters)
    {
        var line = new StringBuilder();
        int next;
        while ((next = reader.Read()) is >= 0 and not '\n')
        {
            if (line.Length >= most)
            {
                throw new InvalidDataException($"a line of more than {most} characters");
            }

            line.Append((char)next);
        }

        return next < 0 && line.Length == 0 ? null : line.ToString();
    }
}
