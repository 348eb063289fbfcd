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
    public string Name => "identity-keys";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await store.ReadAsync(db => db.Set<EdgeCertificate>().AnyAsync(cancellation), cancellation))
        {
            return;
        }

        (string Kind, string Fingerprint)[] present = [(KeyHistory.SigningKey, KeyHistory.Fingerprint(offers.PublicPem)), (KeyHistory.Authority, KeyHistory.Fingerprint(authority.Pem))];
        var known = await store.ReadAsync(db => KeyHistory.ReadAsync(db, cancellation), cancellation);
        if (Array.TrueForAll(present, key => known.Newest(key.Kind) == key.Fingerprint))
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                // Looked at again inside the change: of two runs at once only the first finds anything new.
                var inForce = await KeyHistory.ReadAsync(work.Db, cancellation);
                foreach (var (kind, fingerprint) in present.Where(key => inForce.Newest(key.Kind) != key.Fingerprint))
                {
                    work.Record(new LedgerFact(kind, fingerprint) { UnitPath = "/" }, new { Before = inForce.Newest(kind) });
                }
            },
            cancellation);
    }
}
