using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Center.Configuration;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Identity.Authority;

/// <summary>
/// Signs client certificates. Takes nothing but the public key from a request: name, time and use are the center's to say. Its own key is made at first use,
/// unless the configuration names an authority. Thread-safe.
/// </summary>
public sealed class CountyAuthority(CenterOptions options, TimeProvider time) : IDisposable
{
    private const int LifeYears = 15;
    private const int LongestRequest = 8 * 1024;
    private static readonly TimeSpan s_clockSlack = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private X509Certificate2? _own;

    /// <summary>What others trust, PEM.</summary>
    /// <exception cref="IdentityException">It can neither be read nor made; so all that follows.</exception>
    public string Pem => Own().ExportCertificatePem();

    /// <summary>Identity of a gateway, for the key in its request.</summary>
    /// <param name="request">PKCS #10, PEM; at most 8 KiB.</param>
    /// <param name="name">Common name: the broker's user.</param>
    /// <returns>Null when it is no request that proves its key, or the key is not ECDSA P-256 or better.</returns>
    public X509Certificate2? SignClient(string request, string name, int days)
    {
        if (request.Length > LongestRequest)
        {
            return null;
        }

        // First, and outside: that the center cannot sign says nothing against the request.
        _ = Own();
        try
        {
            // Reading it checks its signature: who asks has the key.
            var asked = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256);
            using var key = asked.PublicKey.GetECDsaPublicKey();
            return key is { KeySize: >= 256 } ? Sign(asked.PublicKey, name, days, [], client: true) : null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Identity with a new key, for a program on this side: center, broker.</summary>
    /// <param name="hosts">Names and addresses a server is reached by; empty = a client only.</param>
    public (string CertificatePem, string KeyPem) Issue(string name, IReadOnlyList<string> hosts, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(new PublicKey(key), name, days, hosts, client: true);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whether it was issued here. Neither its time nor whether it was revoked is looked at.</summary>
    public bool IsOurs(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Own());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid | X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(certificate) && chain.ChainElements.Count == 2 && chain.ChainElements[1].Certificate.Equals(Own());
    }

    /// <summary>List of the revoked, PEM, signed; good for 30 days.</summary>
    public string RevocationList(IEnumerable<(string Serial, DateTimeOffset At)> revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var (serial, at) in revoked)
        {
            list.AddEntry(Convert.FromHexString(serial), at);
        }

        var now = time.GetUtcNow();
        var bytes = list.Build(Own(), now.UtcTicks, now.AddDays(30), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, now - s_clockSlack);
        return PemEncoding.WriteString("X509 CRL", bytes) + "\n";
    }

    public void Dispose() => _own?.Dispose();

    private X509Certificate2 Sign(PublicKey key, string name, int days, IReadOnlyList<string> hosts, bool client)
    {
        var own = Own();
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        OidCollection uses = [.. client ? [new Oid("1.3.6.1.5.5.7.3.2")] : Array.Empty<Oid>(), .. hosts.Count > 0 ? [new Oid("1.3.6.1.5.5.7.3.1")] : Array.Empty<Oid>()];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(own, true, false));
        if (hosts.Count > 0)
        {
            request.CertificateExtensions.Add(NamesOf(hosts));
        }

        var now = time.GetUtcNow();
        var until = now.AddDays(days);
        using var signer = own.GetECDsaPrivateKey();
        using var rsa = signer is null ? own.GetRSAPrivateKey() : null;
        var generator = signer is not null ? X509SignatureGenerator.CreateForECDsa(signer) : X509SignatureGenerator.CreateForRSA(rsa!, RSASignaturePadding.Pkcs1);
        var last = new DateTimeOffset(own.NotAfter.ToUniversalTime());
        return request.Create(own.SubjectName, generator, now - s_clockSlack, until < last ? until : last, Serial());
    }

    private static X509Extension NamesOf(IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (System.Net.IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }

    // 128 bits, positive, never beginning with zero: RFC 5280, 4.1.2.2.
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }

    private X509Certificate2 Own()
    {
        lock (_gate)
        {
            return _own ??= Load();
        }
    }

    private X509Certificate2 Load()
    {
        var given = options.Identity is { AuthorityFile: { } file, AuthorityKeyFile: { } keyFile } ? (File: file, KeyFile: keyFile) : default;
        try
        {
            return given.File is not null ? X509Certificate2.CreateFromPemFile(given.File, given.KeyFile) : LoadOwn();
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw IdentityException.Of($"{given.File ?? "authority.pem"}, {given.KeyFile ?? "authority.key"}", error.Message, error);
        }
    }

    private X509Certificate2 LoadOwn()
    {
        var (file, key) = (IdentityFolder.File(options, "authority.pem"), IdentityFolder.File(options, "authority.key"));
        if (File.Exists(file) && !File.Exists(key))
        {
            // A new pair would end what every gateway and the broker trust, and nobody would have decided it.
            throw new FileNotFoundException("authority.key is gone and authority.pem is there");
        }

        if (!File.Exists(file))
        {
            Make(file, key);
        }

        return X509Certificate2.CreateFromPemFile(file, key);
    }

    private void Make(string file, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(keyFile))
        {
            // Interrupted before its certificate was written, or the certificate is lost: what was signed with the key stays good.
            key.ImportFromPem(File.ReadAllText(keyFile));
        }
        else
        {
            OwnerOnly.Write(keyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        }

        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName($"Warning center {options.County.Id}");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - s_clockSlack, now.AddYears(LifeYears));
        OwnerOnly.Write(file, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }
}
