using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Notifications.Webhook;

/// <summary>HMAC-SHA256 (RFC 2104) over <c>{unix seconds}.{body}</c>: the receiver checks who sent it and that it is not old.</summary>
public static class WebhookSignature
{
    public const string TimestampHeader = "X-Gateway-Timestamp";
    public const string SignatureHeader = "X-Gateway-Signature";

    /// <returns><c>sha256=</c> and the digest in lower-case hex.</returns>
    public static string Compute(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(unixSeconds.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
