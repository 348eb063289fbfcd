using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Center.Access.Sessions;

/// <summary>Secrets of 256 bits that a browser holds.</summary>
internal static class SessionToken
{
    public const int Characters = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool IsSame(string? told, string known) =>
        told is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), Encoding.UTF8.GetBytes(known));
}
