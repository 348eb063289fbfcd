using Gateway.Center.Composition;
using Gateway.Center.Data;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Identity.Enrolment;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity;

/// <summary>
/// The center's own keys on the health page: whether they can be used, and whether every gateway enrolled with those of now. The ledger tells which key was in
/// force when a certificate was issued.
/// </summary>
internal sealed class IdentityHealthPart(OfferKey offers, CountyAuthority authority, TimeProvider time) : IHealthPart
{
    public string Name => "identity";

    public async Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation)
    {
        if (!offers.TryGetPublicPem(out var key))
        {
            return new(false, new(
                $"签名密钥 {OfferKey.FileName} 无法使用（{offers.Trouble}）：回执未签名，已登记的网关不予承认，发给它们的命令暂缓下发；请由备份恢复该文件，无需重启",
                $"the signing key {OfferKey.FileName} cannot be used ({offers.Trouble}): receipts go out unsigned and no enrolled gateway counts them, and commands to those wait; put the file back from a backup, no restart is needed"));
        }

        var now = time.GetUtcNow();
        var held = await db.Set<EdgeCertificate>().AsNoTracking().Where(row => row.ExpiresAt > now && row.RevokedAt == null).ToListAsync(cancellation);
        var newest = held.GroupBy(row => (row.SiteId, row.EdgeId)).Select(edge => edge.MaxBy(row => row.IssuedAt)!).ToList();
        if (newest.Count == 0)
        {
            return new(true, new("尚无已登记的网关", "no gateway is enrolled"));
        }

        var history = await KeyHistory.ReadAsync(db, cancellation);
        return history.IssuedUnderAnother(KeyHistory.SigningKey, key, newest) is var strangers and > 0
            ? new(false, ChangedKey(strangers))
            : OfAuthority(history, newest) ?? Late(newest, now) ?? new(true, new($"已登记网关 {newest.Count} 台，密钥未变", $"{newest.Count} gateways are enrolled, with the keys of now"));
    }

    private HealthReading? OfAuthority(KeyHistory history, List<EdgeCertificate> newest)
    {
        try
        {
            return history.IssuedUnderAnother(KeyHistory.Authority, authority.Pem, newest) is var strangers and > 0
                ? new(false, new(
                    $"县签发机构已更换：{strangers} 台网关的证书由原机构签发，无法续期；请恢复中心的 identity 文件夹，或为其重新登记",
                    $"the county's authority is another than before: {strangers} gateways have certificates of the former one and cannot renew them; put the center's folder identity back, or enrol them anew"))
                : null;
        }
        catch (IdentityException error)
        {
            return new(false, error.Reason);
        }
    }

    // A gateway renews when a third is left, and tries twice a day: with a quarter left something keeps it from it.
    private static HealthReading? Late(List<EdgeCertificate> newest, DateTimeOffset now)
    {
        var late = newest.Where(row => row.ExpiresAt - now < (row.ExpiresAt - row.IssuedAt) / 4).OrderBy(row => row.ExpiresAt).ToList();
        return late.Count == 0 ? null : new(false, new(
            $"{late.Count} 台网关未按时续期证书，最早的将于 {late[0].ExpiresAt:yyyy-MM-dd HH:mm'Z'} 到期，届时与中心断开；请看“网关身份”页，并检查网关能否访问本中心",
            $"{late.Count} gateways have not renewed their certificates; the first ends at {late[0].ExpiresAt:yyyy-MM-dd HH:mm'Z'} and its gateway is cut off then: see the page Gateway identities, and whether they reach this center"));
    }

    private static LocalizedText ChangedKey(int strangers) => new(
        $"中心的签名密钥已更换：{strangers} 台网关仍只认原密钥，不认本中心的回执与命令；请由备份恢复 {OfferKey.FileName}，或为其重新登记",
        $"the center signs with another key than before: {strangers} gateways hold the former one and take neither receipts nor commands of this center; put {OfferKey.FileName} back from a backup, or enrol them anew");
}
