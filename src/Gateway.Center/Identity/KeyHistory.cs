using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Data;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity;

/// <summary>Which keys of the center were in force when, as the ledger has it. Read as often as asked: a center changes its keys a few times in its life.</summary>
internal sealed class KeyHistory
{
    /// <summary>Kinds of entries; the subject is the fingerprint.</summary>
    public const string SigningKey = "identity.signing-key";

    /// <inheritdoc cref="SigningKey"/>
    public const string Authority = "identity.authority";

    private readonly ILookup<string, (DateTimeOffset Since, string Fingerprint)> _keys;

    private KeyHistory(ILookup<string, (DateTimeOffset Since, string Fingerprint)> keys) => _keys = keys;

    /// <summary>SHA-256 of the PEM, the first 16 bytes in hex.</summary>
    public static string Fingerprint(string pem) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(pem)).AsSpan(0, 16));

    public static async Task<KeyHistory> ReadAsync(CenterDb db, CancellationToken cancellation)
    {
        // Put in order here: asked for by sequence, the database would walk the whole ledger from its end instead of using the index by kind.
        var entries = await db.Set<LedgerEntry>().Where(entry => entry.Kind == SigningKey || entry.Kind == Authority)
            .Select(entry => new { entry.Sequence, entry.Time, entry.Kind, entry.Subject }).ToListAsync(cancellation);
        return new(entries.OrderBy(entry => entry.Sequence).ToLookup(entry => entry.Kind, entry => (entry.Time, entry.Subject)));
    }

    /// <returns>Fingerprint of the newest of a kind; null before the first.</returns>
    public string? Newest(string kind) => _keys[kind].LastOrDefault().Fingerprint;

    /// <returns>How many of the certificates were issued while another key of the kind was in force than this one.</returns>
    public int IssuedUnderAnother(string kind, string pem, IEnumerable<EdgeCertificate> issued)
    {
        var (keys, present) = (_keys[kind].ToList(), Fingerprint(pem));

        // Before the first was noted, it was in force already.
        return keys.Count == 0 ? 0 : issued.Count(row => keys[Math.Max(0, keys.FindLastIndex(key => key.Since <= row.IssuedAt))].Fingerprint != present);
    }
}
