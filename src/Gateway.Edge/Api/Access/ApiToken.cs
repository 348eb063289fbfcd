using System.Security.Cryptography;
using System.Text;

namespace Gateway.Edge.Api.Access;

/// <summary>A key to the local API. Only its digest is kept.</summary>
/// <param name="Id">Eight hex digits; names it in lists and records.</param>
/// <param name="Name">Who uses it.</param>
/// <param name="Hash">SHA-256 of the token, lower case hex. It has 256 random bits, so that no slow digest is needed.</param>
/// <param name="RevokedAt">Null while it is in force.</param>
public sealed record ApiToken(string Id, string Name, ApiScope Scopes, string Hash, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt)
{
    /// <returns>The token and the text to hand over, which is kept nowhere.</returns>
    public static (ApiToken Token, string Text) Make(string name, ApiScope scopes, DateTimeOffset now, TimeSpan life)
    {
        var text = "rgw_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        return (new ApiToken(id, name, scopes, Digest(text), now, now + life, null), text);
    }

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public bool IsGoodAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
