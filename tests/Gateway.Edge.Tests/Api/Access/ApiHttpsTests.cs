using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gateway.Edge.Tests.Configuration;
using Gateway.Testing.Peers;

namespace Gateway.Edge.Tests.Api.Access;

/// <summary>The local API beyond loopback: over HTTPS, by a certificate that can be renewed while it runs.</summary>
public sealed class ApiHttpsTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("\"address\": \"0.0.0.0\"", "edge.json: api.certFile")]
    [InlineData("\"address\": \"::\"", "edge.json: api.certFile")]
    [InlineData("\"address\": \"10.1.2.3\"", "edge.json: api.certFile")]
    [InlineData("\"certFile\": \"api.pem\"", "edge.json: api.keyFile")]
    [InlineData("\"certFile\": \"none.pem\", \"keyFile\": \"none.key\"", "edge.json: api.certFile")]
    [InlineData("\"allowedHosts\": [\"http://a\"]", "edge.json: api.allowedHosts[0]")]
    [InlineData("\"address\": \"0.0.0.0\", \"allowPlainHttp\": true", null)]
    [InlineData("\"address\": \"127.0.0.2\"", null)]
    [InlineData("\"address\": \"::1\"", null)]
    public void Only_a_certificate_or_an_explicit_word_lets_it_listen_beyond_loopback(string api, string? error)
    {
        var errors = _folder.Load(ConfigurationFolder.Sound.Replace("\"port\": 0}", $"\"port\": 0, {api}}}", StringComparison.Ordinal)).Errors.Items.Select(item => item.Path);

        errors.ShouldBe(error is null ? [] : [error]);
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_to_the_next_connection_and_a_damaged_one_leaves_the_former()
    {
        Issue("first");
        await using var gateway = await RunningGateway.StartAsync(
            ConfigurationFolder.Sound.Replace("\"port\": 0}", "\"port\": 0, \"certFile\": \"api.pem\", \"keyFile\": \"api.key\"}", StringComparison.Ordinal), _folder);
        (await ShownAsync(gateway)).ShouldBe("CN=first");

        Issue("second");
        (await ShownAsync(gateway)).ShouldBe("CN=second");

        _folder.Write("api.pem", "damaged");
        (await ShownAsync(gateway)).ShouldBe("CN=second");
        Issue("third");
        (await ShownAsync(gateway)).ShouldBe("CN=third");
    }

    [Fact]
    public async Task What_is_older_than_tls_1_2_is_refused()
    {
        Issue("box");
        await using var gateway = await RunningGateway.StartAsync(
            ConfigurationFolder.Sound.Replace("\"port\": 0}", "\"port\": 0, \"certFile\": \"api.pem\", \"keyFile\": \"api.key\"}", StringComparison.Ordinal), _folder);
        var port = $"{gateway.Client.BaseAddress!.Port}";

        // Security level 0, or openssl itself would not even offer the old versions.
        foreach (var (version, taken) in new[] { ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true) })
        {
            var (_, output) = await PeerProcess.RunAsync(
                "/bin/sh", "-c", $"echo | openssl s_client -connect 127.0.0.1:{port} {version} -cipher ALL:@SECLEVEL=0 2>&1");
            output.Contains("CN = box", StringComparison.Ordinal).ShouldBe(taken, $"{version}\n{output}");
        }
    }

    private void Issue(string name) => _authority.Issue(name, Path.Combine(_folder.Path, "api.pem"), Path.Combine(_folder.Path, "api.key"));

    private static async Task<string> ShownAsync(RunningGateway gateway)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", gateway.Client.BaseAddress!.Port);
        X509Certificate2? shown = null;
        await using var secure = new SslStream(socket.GetStream(), false, (_, certificate, _, _) =>
        {
            shown = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
            return true;
        });
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 });
        return shown!.Subject;
    }
}
