using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Center.Calls.Answers;

/// <summary>Tokens of answer links: 128 random bits, base64url; only their hash is stored.</summary>
public static class AnswerTokens
{
    private const int Bytes = 16;

    /// <summary>Characters of a token.</summary>
    public const int Length = 22;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
