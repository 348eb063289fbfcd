using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Security;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Decides whether the broker's certificate is good, and says in words what is wrong with it: the framework names a flag only. One handshake.</summary>
/// <param name="name">Name the certificate must carry.</param>
/// <param name="pin">SHA-256 of the one good certificate; null = by authority and name.</param>
internal sealed class BrokerCertificateCheck(string name, string? pin = null)
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public LocalizedText? Refusal { get; private set; }

    public bool IsGood(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (pin is not null)
        {
            var pinned = new ServerCertificateCheck(null, pin);
            pinned.IsGood(certificate as X509Certificate2, chain, errors);
            Refusal = pinned.Refusal;
            return Refusal is null;
        }

        Refusal = errors == SslPolicyErrors.None ? null : Describe(certificate as X509Certificate2, chain, errors);
        return Refusal is null;
    }

    private LocalizedText Describe(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return new("消息服务器没有出示证书", "the broker shows no certificate");
        }

        if (OutOfTime(chain) is { } outOfTime)
        {
            return outOfTime;
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? new(
                $"消息服务器的证书（{certificate.Subject}，由 {certificate.Issuer} 签发）不是 tls.caFile 中的机构签发的：文件有误，或对方是假冒的服务器（{Flags(chain)}）",
                $"no authority in tls.caFile vouches for the broker's certificate ({certificate.Subject}, issued by {certificate.Issuer}): the wrong file, or a false broker ({Flags(chain)})")
            : new(
                $"消息服务器的证书（{certificate.Subject}）不含名称 {name}：请改正 host，或在 tls.serverName 中填写证书上的名称",
                $"the broker's certificate ({certificate.Subject}) is not for {name}: correct host, or put the name it carries into tls.serverName");
    }

    private static LocalizedText? OutOfTime(X509Chain? chain)
    {
        var bad = chain?.ChainElements.FirstOrDefault(element => element.ChainElementStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid))?.Certificate;
        if (bad is null)
        {
            return null;
        }

        // Times of the certificate and of the check are both local.
        return bad.NotAfter < chain!.ChainPolicy.VerificationTime
            ? new(
                $"消息服务器的证书（{bad.Subject}）已于 {CertificateTime.Utc(bad.NotAfter)} 过期：请更换证书；若本机时钟不准，请校时",
                $"the broker's certificate ({bad.Subject}) expired at {CertificateTime.Utc(bad.NotAfter)}: renew it, or set the clock of this machine")
            : new(
                $"消息服务器的证书（{bad.Subject}）自 {CertificateTime.Utc(bad.NotBefore)} 起才有效：请校准本机时钟",
                $"the broker's certificate ({bad.Subject}) is valid from {CertificateTime.Utc(bad.NotBefore)} on only: set the clock of this machine");
    }

    private static string Flags(X509Chain? chain) =>
        string.Join(", ", chain?.ChainStatus.Select(status => status.Status).Distinct().Select(status => status.ToString()) ?? []);
}
