using System.Security.Cryptography;
using System.Text;

namespace Gateway.Contracts.V1.Link;

/// <summary>ECDSA (P-256, SHA-256) over lines joined by a line feed. None of them holds one: ids cannot, and what may hold anything goes in as its digest. Pure.</summary>
internal static class LinkSignature
{
    // 64 bytes in Base64 are 88 characters; nothing longer is looked at.
    private const int LongestText = 160;
    private const int LongestSignature = 128;

    /// <returns>Base64 of the 64 bytes r and s.</returns>
    public static string Sign(ECDsa key, string[] lines) => Convert.ToBase64String(key.SignData(Bytes(lines), HashAlgorithmName.SHA256));

    /// <param name="signature">Base64; null or anything else is not good.</param>
    public static bool IsGood(ECDsa key, string[] lines, string? signature)
    {
        Span<byte> bytes = stackalloc byte[LongestSignature];
        return signature is { Length: <= LongestText } && Convert.TryFromBase64String(signature, bytes, out var length) && key.VerifyData(Bytes(lines), bytes[..length], HashAlgorithmName.SHA256);
    }

    /// <summary>SHA-256 of the UTF-8, lower case hex; of an empty text when there is none.</summary>
    public static string Digest(string? text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")));

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));
}
