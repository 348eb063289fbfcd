using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity;

/// <summary>
/// Brings certificates that were made and ended by hand into the ledger, each once. The commands run beside the center, or before there is one, and only the center
/// writes the ledger.
/// </summary>
internal sealed class HandMadeCertificatesDuty(CenterOptions options, CenterStore store) : ICenterDuty
{
    private const string Made = "certificate.made-by-hand";
    private const string Ended = "certificate.ended-by-hand";

    private IReadOnlyList<IssuedCertificate> _seen = [];

    public string Name => "hand-made-certificates";

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var all = IssuedCertificates.Read(options);
        if (all.SequenceEqual(_seen))
        {
            return;
        }

        await store.WriteAsync(work => RecordAsync(work, all, cancellation), cancellation);
        _seen = all;
    }

    private static async Task<int> RecordAsync(CenterWork work, IReadOnlyList<IssuedCertificate> all, CancellationToken cancellation)
    {
        var told = (await work.Db.Set<LedgerEntry>().Where(entry => entry.Kind == Made || entry.Kind == Ended).Select(entry => new { entry.Kind, entry.Subject }).ToListAsync(cancellation))
            .Select(entry => (entry.Kind, entry.Subject)).ToHashSet();
        foreach (var row in all)
        {
            if (told.Add((Made, row.Serial)))
            {
                work.Record(new LedgerFact(Made, row.Serial) { UnitPath = "/" }, new { row.Name, row.IssuedAt, row.ExpiresAt });
            }

            if (row.RevokedAt is { } at && told.Add((Ended, row.Serial)))
            {
                work.Record(new LedgerFact(Ended, row.Serial) { UnitPath = "/" }, new { row.Name, RevokedAt = at });
            }
        }

        return told.Count;
    }
}
