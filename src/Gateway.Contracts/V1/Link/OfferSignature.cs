using System.Security.Cryptography;
using System.Text;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// ECDSA (P-256, SHA-256) over what is offered and to whom: neither a broker nor another site's gateway can put in a pack of its own or hand one of another
/// site on. Pure.
/// </summary>
public static class OfferSignature
{
    /// <param name="key">Private key of the center.</param>
    /// <returns>Base64 of the 64 bytes r and s.</returns>
    public static string Sign(ECDsa key, string county, string site, string edge, CommandMessage command) =>
        Convert.ToBase64String(key.SignData(Signed(county, site, edge, command), HashAlgorithmName.SHA256));

    /// <param name="key">Public key of the center, as the gateway has it pinned.</param>
    public static bool IsGood(ECDsa key, string county, string site, string edge, CommandMessage command)
    {
        Span<byte> signature = stackalloc byte[128];
        return command.Signature is { Length: <= 160 } text && Convert.TryFromBase64String(text, signature, out var length)
            && key.VerifyData(Signed(county, site, edge, command), signature[..length], HashAlgorithmName.SHA256);
    }

    /// <summary>A line each; none of the ids can hold a line break, and the pack goes in as its digest.</summary>
    private static byte[] Signed(string county, string site, string edge, CommandMessage command) => Encoding.UTF8.GetBytes(string.Join(
        '\n', "rgw-offer/1", county, site, edge, command.Id, command.ExpiresAt.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command.Pack ?? "")))));
}
