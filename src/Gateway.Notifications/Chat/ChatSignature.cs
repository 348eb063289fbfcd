using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Notifications.Chat;

/// <summary>Signatures of the robots, base64.</summary>
public static class ChatSignature
{
    /// <summary>HMAC-SHA256 with the secret over <c>{ms}\n{secret}</c>; goes into the query.</summary>
    public static string DingTalk(string secret, long unixMilliseconds) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Head(unixMilliseconds, secret))));

    /// <summary>HMAC-SHA256 with <c>{s}\n{secret}</c> as the key over nothing; goes into the body.</summary>
    public static string Feishu(string secret, long unixSeconds) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Head(unixSeconds, secret)), Array.Empty<byte>()));

    private static string Head(long time, string secret) => time.ToString(CultureInfo.InvariantCulture) + "\n" + secret;
}
