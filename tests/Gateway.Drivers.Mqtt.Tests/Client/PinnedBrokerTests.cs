using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Drivers.Mqtt.Client;
using Gateway.Testing.Peers;

namespace Gateway.Drivers.Mqtt.Tests.Client;

public sealed class PinnedBrokerTests
{
    [Fact]
    public void A_pinned_certificate_is_good_whoever_issued_it_and_no_other_is_though_an_authority_vouches_for_it()
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        authority.Issue("broker", folder.File("a.pem"), folder.File("a.key"));
        authority.Issue("broker", folder.File("b.pem"), folder.File("b.key"));
        using var pinned = X509CertificateLoader.LoadCertificateFromFile(folder.File("a.pem"));
        using var other = X509CertificateLoader.LoadCertificateFromFile(folder.File("b.pem"));
        var digest = pinned.GetCertHashString(HashAlgorithmName.SHA256);
        var withColons = string.Join(':', digest.Chunk(2).Select(pair => new string(pair)));

        foreach (var pin in new[] { digest, digest.ToLowerInvariant(), withColons })
        {
            var check = new BrokerCertificateCheck("elsewhere", pin);
            check.IsGood(this, pinned, null, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch).ShouldBeTrue(pin);
            check.Refusal.ShouldBeNull();
            check.IsGood(this, other, null, SslPolicyErrors.None).ShouldBeFalse();
            check.Refusal.ShouldNotBeNull().En.ShouldContain("is not the pinned one");
            check.Refusal.Zh.ShouldContain("不是所固定的那一张");
            check.IsGood(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable).ShouldBeFalse();
        }
    }
}
