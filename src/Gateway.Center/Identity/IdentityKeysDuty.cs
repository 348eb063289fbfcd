using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity;

/// <summary>
/// Brings into the ledger with which keys the center signs, as soon as it has enrolled anybody and whenever they are others than before: a center that came up
/// without its folder of identities makes new ones, which no enrolled gateway takes.
/// </summary>
internal sealed class IdentityKeysDuty(CenterStore store, OfferKey offers, CountyAuthority authority) : ICenterDuty
{
    /// <summary>Kinds of entries; the subject is the fingerprint.</summary>
    public const string SigningKey = "identity.signing-key";

    /// <inheritdoc cref="SigningKey"/>
    public const string Authority = "identity.authority";

    public string Name => "identity-keys";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    /// <summary>SHA-256 of the PEM, the first 16 bytes in hex.</summary>
    public static string Fingerprint(string pem) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(pem)).AsSpan(0, 16));

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await store.ReadAsync(db => db.Set<EdgeCertificate>().AnyAsync(cancellation), cancellation))
        {
            return;
        }

        (string Kind, string Fingerprint)[] present = [(SigningKey, Fingerprint(offers.PublicPem)), (Authority, Fingerprint(authority.Pem))];
        var known = await store.ReadAsync(db => NewestAsync(db, cancellation), cancellation);
        if (Array.TrueForAll(present, key => known.GetValueOrDefault(key.Kind) == key.Fingerprint))
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                // Looked at again inside the change: of two runs at once only the first finds anything new.
                var newest = await NewestAsync(work.Db, cancellation);
                foreach (var (kind, fingerprint) in present.Where(key => newest.GetValueOrDefault(key.Kind) != key.Fingerprint))
                {
                    work.Record(new LedgerFact(kind, fingerprint) { UnitPath = "/" }, new { Before = newest.GetValueOrDefault(kind) });
                }
            },
            cancellation);
    }

    private static async Task<Dictionary<string, string>> NewestAsync(CenterDb db, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in new[] { SigningKey, Authority })
        {
            if (await db.Set<LedgerEntry>().Where(entry => entry.Kind == kind).OrderByDescending(entry => entry.Sequence).Select(entry => entry.Subject).FirstOrDefaultAsync(cancellation) is { } subject)
            {
                found[kind] = subject;
            }
        }

        return found;
    }
}
