using System.Text;
using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity.Enrolment;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Identity;

/// <summary>A certificate made by hand with <c>warning-center certificate</c>.</summary>
/// <param name="Serial">Upper case hex.</param>
/// <param name="RevokedAt">Null while it holds.</param>
internal sealed record IssuedCertificate(string Serial, string Name, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt = null);

/// <summary>
/// Certificates made by hand, in <c>identity/issued.json</c>: outside the database, because they are made before there is one, and while the center runs. One
/// command at a time.
/// </summary>
internal static class IssuedCertificates
{
    private const string FileName = "issued.json";

    /// <returns>Oldest first; empty when none was ever made.</returns>
    /// <exception cref="InvalidDataException">The file is damaged: a list that is not whole would let revoked ones in again.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<IssuedCertificate> Read(CenterOptions options)
    {
        var file = Path.Combine(IdentityFolder.Of(options), FileName);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<List<IssuedCertificate>>(File.ReadAllBytes(file), JsonSerializerOptions.Web) ?? throw new JsonException("null") : [];
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file}: 已损坏，请从备份恢复 / is damaged, put it back from a backup ({error.Message})", error);
        }
    }

    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Write(CenterOptions options, IEnumerable<IssuedCertificate> all) =>
        OwnerOnly.Write(IdentityFolder.File(options, FileName), JsonSerializer.SerializeToUtf8Bytes(all, JsonSerializerOptions.Web));

    /// <summary>Writes <c>revoked.pem</c> for the broker: what was revoked and is not over yet, of gateways and made by hand.</summary>
    public static void WriteRevoked(CenterOptions options, CountyAuthority authority, IEnumerable<EdgeCertificate> enrolled, IEnumerable<IssuedCertificate> made, DateTimeOffset now)
    {
        var revoked = enrolled.Where(row => row.ExpiresAt > now && row.RevokedAt is not null).Select(row => (row.Serial, row.RevokedAt!.Value))
            .Concat(made.Where(row => row.ExpiresAt > now && row.RevokedAt is not null).Select(row => (row.Serial, row.RevokedAt!.Value)));
        OwnerOnly.Write(IdentityFolder.File(options, "revoked.pem"), Encoding.ASCII.GetBytes(authority.RevocationList(revoked)));
    }
}
