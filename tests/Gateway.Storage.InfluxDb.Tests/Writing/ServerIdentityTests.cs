using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Peers;

namespace Gateway.Storage.InfluxDb.Tests.Writing;

/// <summary>Whom the readings, and the token that goes with them, are sent to: a real TLS server shows certificates of every kind.</summary>
public sealed class ServerIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new("County Authority");

    public ServerIdentityTests()
    {
        using var stranger = new TestAuthority("Somebody Else");
        _authority.Write(_folder.File("ca.pem"));
        stranger.Write(_folder.File("other.pem"));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ca.pem", "localhost", null, false, "")]
    [InlineData("other.pem", "localhost", null, false, "no trusted authority vouches")]
    [InlineData(null, "localhost", null, false, "no trusted authority vouches")]
    [InlineData("ca.pem", "127.0.0.2", null, false, "is not for the host name")]
    [InlineData("ca.pem", "localhost", null, true, "renew it, or set the clock")]
    [InlineData(null, "localhost", "right", false, "")]
    [InlineData(null, "127.0.0.2", "right", true, "")]
    [InlineData("ca.pem", "localhost", "wrong", false, "is not the pinned one")]
    public async Task Only_who_is_vouched_for_or_pinned_gets_them_and_what_is_wrong_is_said(string? ca, string host, string? pin, bool expired, string told)
    {
        var now = TimeProvider.System.GetUtcNow();
        _authority.Issue("localhost", _folder.File("s.pem"), _folder.File("s.key"), expired ? now.AddHours(-1) : null);
        var port = FreePort.Next();
        await using var server = PeerProcess.Start("openssl", "s_server", "-accept", $"{port}", "-cert", _folder.File("s.pem"), "-key", _folder.File("s.key"), "-quiet");
        await server.WaitForPortAsync(port);
        using var shown = X509CertificateLoader.LoadCertificateFromFile(_folder.File("s.pem"));
        using var client = new InfluxClient(
            new InfluxOptions
            {
                Url = $"https://{host}:{port}", Database = "d", TimeoutMs = told.Length == 0 ? 3_000 : 15_000, CaFile = ca is null ? null : _folder.File(ca),
                Pin = pin is null ? null : pin == "right" ? shown.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant() : new string('0', 64),
            },
            TimeProvider.System);

        var reply = await client.WriteAsync("m v=1 1\n"u8.ToArray(), CancellationToken.None);

        // The server never answers: who was good got the lines and is waited for.
        reply.Body.ShouldContain(told.Length == 0 ? "No answer within" : told);
        server.Output.Contains("POST /write", StringComparison.Ordinal).ShouldBe(told.Length == 0, server.Output);
    }
}
