using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Interop.Tests.Mqtt;

/// <summary>An authority, a broker certificate for 127.0.0.1 and a client certificate, made anew for each test.</summary>
internal static class TestCertificates
{
    public static void Write(Func<string, string> fileOf)
    {
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", caKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var ca = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(fileOf("ca.pem"), ca.ExportCertificatePem());
        Issue(ca, "localhost", "server", fileOf);
        Issue(ca, "gateway", "client", fileOf);
    }

    private static void Issue(X509Certificate2 ca, string name, string file, Func<string, string> fileOf)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(
            ca, new DateTimeOffset(ca.NotBefore), new DateTimeOffset(ca.NotAfter), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(fileOf($"{file}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(fileOf($"{file}.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
