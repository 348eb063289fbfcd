using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity.Enrolment;

/// <summary>Gives gateways their identity: for a one-time token, or for the identity they have. Every use, and every refusal, is a fact. Thread-safe.</summary>
internal sealed class EnrolmentDesk(CenterStore store, CountyAuthority authority, OfferKey offers, CenterOptions options)
{
    /// <returns>Null when the token is not good or the request is none: who guesses learns nothing about which.</returns>
    public Task<EnrolmentAnswer?> EnrolAsync(string token, string request, string address, CancellationToken cancellation) => store.WriteAsync<EnrolmentAnswer?>(
        async work =>
        {
            var digest = EnrolmentToken.Digest(token);
            var known = await work.Db.Set<EnrolmentToken>().FirstOrDefaultAsync(row => row.Hash == digest, cancellation);
            if (known is null || !known.IsGoodAt(work.Now))
            {
                return Refused(work, known?.Id ?? "-", known is null ? "unknown" : known.UsedAt is not null ? "used" : known.RevokedAt is not null ? "revoked" : "expired", address);
            }

            if (Issue(work, known.SiteId, known.EdgeId, request) is not { } answer)
            {
                return Refused(work, known.Id, "request", address);
            }

            known.UsedAt = work.Now;
            work.Record(await FactAsync(work, "enrolment.done", known.SiteId, known.EdgeId, cancellation), new { Token = known.Id, known.EdgeId, answer.Serial, answer.ExpiresAt, Address = address });
            return answer;
        },
        cancellation);

    /// <summary>The next certificate of a gateway that has one, for a new key; the request is signed with the key of the old.</summary>
    /// <returns>Null when the old one is not ours, over, revoked, or the signature is not its own.</returns>
    public Task<EnrolmentAnswer?> RenewAsync(string certificate, string request, string signature, string address, CancellationToken cancellation) => store.WriteAsync<EnrolmentAnswer?>(
        async work =>
        {
            using var old = Proven(certificate, request, signature);
            var known = old is null ? null : await work.Db.Set<EdgeCertificate>().FirstOrDefaultAsync(row => row.Serial == old.SerialNumber, cancellation);
            if (known is null || known.RevokedAt is not null || known.ExpiresAt <= work.Now)
            {
                return Refused(work, known?.Serial ?? "-", known is null ? "unknown" : known.RevokedAt is not null ? "revoked" : "expired", address);
            }

            if (Issue(work, known.SiteId, known.EdgeId, request) is not { } answer)
            {
                return Refused(work, known.Serial, "request", address);
            }

            work.Record(await FactAsync(work, "certificate.renewed", known.SiteId, known.EdgeId, cancellation), new { Before = known.Serial, answer.Serial, known.EdgeId, answer.ExpiresAt, Address = address });
            return answer;
        },
        cancellation);

    public static async Task<LedgerFact> FactAsync(CenterWork work, string kind, string site, string edge, CancellationToken cancellation)
    {
        var path = await work.Db.Set<Site>().Where(row => row.Id == site).Select(row => row.UnitPath).FirstOrDefaultAsync(cancellation);
        return new LedgerFact(kind, EdgeCertificate.NameOf(site, edge)) { Site = site, UnitPath = string.IsNullOrEmpty(path) ? "/" : path };
    }

    private EnrolmentAnswer? Issue(CenterWork work, string site, string edge, string request)
    {
        using var certificate = authority.SignClient(request, EdgeCertificate.NameOf(site, edge), options.Identity.CertificateDays);
        if (certificate is null)
        {
            return null;
        }

        var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        work.Db.Add(new EdgeCertificate { Serial = certificate.SerialNumber, SiteId = site, EdgeId = edge, IssuedAt = work.Now, ExpiresAt = until });
        var (identity, broker) = (options.Identity, options.Link.Broker);
        return new EnrolmentAnswer(
            options.County.Id, site, edge, certificate.SerialNumber, certificate.ExportCertificatePem(), authority.Pem, offers.PublicPem,
            identity.BrokerHost.Length > 0 ? identity.BrokerHost : broker?.Host ?? "", identity.BrokerPort > 0 ? identity.BrokerPort : broker?.Port ?? 0, until);
    }

    private X509Certificate2? Proven(string certificate, string request, string signature)
    {
        try
        {
            var old = X509Certificate2.CreateFromPem(certificate);
            using var key = old.GetECDsaPublicKey();
            if (key is not null && authority.IsOurs(old) && key.VerifyData(Encoding.UTF8.GetBytes(request), Convert.FromBase64String(signature), HashAlgorithmName.SHA256))
            {
                return old;
            }

            old.Dispose();
            return null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static EnrolmentAnswer? Refused(CenterWork work, string subject, string why, string address)
    {
        work.Record(new LedgerFact("enrolment.refused", subject) { UnitPath = "/" }, new { Why = why, Address = address });
        return null;
    }
}
