using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Core.Measurements;

namespace Gateway.Pipeline.Security;

/// <summary>
/// Decides about the certificate a server shows, over TLS 1.2 or 1.3: vouched for by an authority in a file (or by those of the system) and made out to the
/// name; or, when a digest is pinned, exactly that certificate. Says in words what is wrong. Files are read at each handshake, so that they can be renewed.
/// </summary>
/// <param name="caFile">PEM; null = the authorities of the system.</param>
/// <param name="pin">SHA-256 of the server's certificate, hex, with or without colons; null = none.</param>
public sealed class ServerCertificateCheck(string? caFile, string? pin)
{
    /// <summary>What was wrong the last time; null when nothing was.</summary>
    public LocalizedText? Refusal { get; private set; }

    /// <summary>Whether a text is a SHA-256 digest.</summary>
    public static bool IsPin(string text) => Plain(text) is { Length: 64 } plain && plain.All(char.IsAsciiHexDigit);

    /// <summary>For a handler of HTTP; the name comes from the address.</summary>
    public SslClientAuthenticationOptions Options() => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsGood(certificate as X509Certificate2, chain, errors),
    };

    public bool IsGood(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = certificate is null ? new("服务器没有出示证书", "the server shows no certificate")
            : pin is not null ? ByPin(certificate)
            : ByAuthority(certificate, chain, errors);
        return Refusal is null;
    }

    private static string Plain(string text) => text.Replace(":", "", StringComparison.Ordinal);

    private LocalizedText? ByPin(X509Certificate2 certificate)
    {
        var shown = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        return shown.Equals(Plain(pin!), StringComparison.OrdinalIgnoreCase)
            ? null
            : new($"服务器的证书（SHA-256 {shown}）不是所固定的那一张：证书已更换，或对方是假冒的服务器", $"the server's certificate (SHA-256 {shown}) is not the pinned one: it was renewed, or the server is a false one");
    }

    private LocalizedText? ByAuthority(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return new($"服务器的证书（{certificate.Subject}）不含所用的主机名", $"the server's certificate ({certificate.Subject}) is not for the host name in use");
        }

        if (caFile is null)
        {
            return errors == SslPolicyErrors.None ? null : NotVouched(certificate, chain);
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(caFile);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in chain?.ChainElements.Skip(1) ?? [])
        {
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return own.Build(certificate) ? null : NotVouched(certificate, own);
    }

    private static LocalizedText NotVouched(X509Certificate2 certificate, X509Chain? chain)
    {
        if (chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true)
        {
            var (from, to) = (CertificateTime.Utc(certificate.NotBefore), CertificateTime.Utc(certificate.NotAfter));
            return new($"服务器的证书（{certificate.Subject}）只在 {from} 至 {to} 有效：请更换证书，或校准本机时钟", $"the server's certificate ({certificate.Subject}) holds from {from} to {to} only: renew it, or set the clock of this machine");
        }

        return new(
            $"服务器的证书（{certificate.Subject}，由 {certificate.Issuer} 签发）不是所信任的机构签发的：请核对 CA 文件，或对方是假冒的服务器",
            $"no trusted authority vouches for the server's certificate ({certificate.Subject}, issued by {certificate.Issuer}): the wrong CA file, or a false server");
    }
}
