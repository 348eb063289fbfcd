using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Link.County;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Secured;

/// <summary>A gateway gets its identity from a real center, uses it at a real mosquitto set up with the center's own files, renews it and loses it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EnrolmentTests
{
    private const string Site = LinkedGateway.Site;
    private static readonly string s_center = BuildOutput.File($"src/Gateway.Center/bin/{BuildOutput.Configuration}/net10.0/warning-center");

    [Fact]
    public async Task A_token_gives_one_gateway_one_identity_that_the_broker_takes_until_it_is_revoked()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        await using var center = await CenterProcess.StartedAsync(port, "", CenterStores.Embedded);
        var token = await TokenAsync(center, "edge-1");

        var (code, output) = await EnrolAsync(center, folder.File("id"), token);
        code.ShouldBe(0, output);
        output.ShouldContain($"\"port\": {port}");
        foreach (var file in new[] { "edge.key", "edge.pem", "ca.pem", "offers.pub", "center.json" })
        {
            File.GetUnixFileMode(folder.File($"id/{file}")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }

        (await EnrolAsync(center, folder.File("id"), token)).Output.ShouldContain("holds an identity already");
        var again = await EnrolAsync(center, folder.File("other"), token);
        again.Code.ShouldBe(1, again.Output);
        again.Output.ShouldContain("the center refused (403)");
        File.Exists(folder.File("other/edge.key")).ShouldBeFalse("a refused enrolment leaves nothing behind");

        // The broker is set up with nothing but what the center made.
        await IssueAsync(center, folder, "broker", "127.0.0.1");
        await IssueAsync(center, folder, "center");
        await FileThereAsync(center.DataFile("identity/acl"), $"user {Site}.edge-1");
        await using (await BrokerAsync(center, folder, port))
        {
            (await SayAsync(folder, port, "edge-1", "state")).ShouldNotContain("Not authorized");
            (await SayAsync(folder, port, "edge-2", "state")).ShouldContain("Not authorized", Case.Insensitive, "it may speak for itself only");

            var (renewed, told) = await PeerProcess.RunAsync(BuildOutput.Gateway, "enrol", "--renew", "--out", folder.File("id"), "--lang", "en");
            renewed.ShouldBe(0, told);
            (await SayAsync(folder, port, "edge-1", "state")).ShouldNotContain("rror");
        }

        var certificates = (await center.Api.GetAsync("certificates")).AsArray();
        certificates.Count.ShouldBe(2);
        foreach (var certificate in certificates)
        {
            await center.Api.PostAsync($"certificates/{certificate!["serial"]!.GetValue<string>()}/revoke", new { });
        }

        await Eventually.TrueAsync(async () => !(await File.ReadAllTextAsync(center.DataFile("identity/acl"))).Contains($"{Site}.edge-1", StringComparison.Ordinal), 20, () => "the list forgets it");
        await using (await BrokerAsync(center, folder, port))
        {
            (await SayAsync(folder, port, "edge-1", "state")).ShouldContain("rror", Case.Insensitive, "a revoked certificate opens nothing");
        }

        var (refused, why) = await PeerProcess.RunAsync(BuildOutput.Gateway, "enrol", "--renew", "--out", folder.File("id"), "--lang", "en");
        (refused, why.Contains("the center refused (403)", StringComparison.Ordinal)).ShouldBe((1, true), why);
        (await center.Api.FactsAsync(Site, "enrolment.done")).ShouldBe([$"{Site}.edge-1"]);
        (await center.Api.FactsAsync(Site, "certificate.revoked")).Count.ShouldBe(2);
        (await File.ReadAllTextAsync(center.DataFile("center.db"), System.Text.Encoding.Latin1)).ShouldNotContain(token, Case.Sensitive, "only the digest is kept");
    }

    [Fact]
    public async Task A_running_gateway_renews_a_certificate_that_is_about_to_end_and_stays_connected_beyond_it()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        await using var center = await CenterProcess.StartedAsync(port, "", CenterStores.Embedded);
        var (code, output) = await EnrolAsync(center, folder.File("id"), await TokenAsync(center, "edge-1"));
        code.ShouldBe(0, output);
        await IssueAsync(center, folder, "broker", "127.0.0.1");
        await FileThereAsync(center.DataFile("identity/acl"), $"user {Site}.edge-1");
        var end = Shorten(center, folder, TimeSpan.FromSeconds(90));
        var before = SerialOf(folder);
        await using var gateway = new LinkedGateway(
            port, FreePort.Next(), identity: $$"""
            "tls": {"caFile": "{{folder.File("id/ca.pem")}}", "certFile": "{{folder.File("id/edge.pem")}}", "keyFile": "{{folder.File("id/edge.key")}}"}
            """);
        await using (await BrokerAsync(center, folder, port))
        {
            await gateway.StartAsync();
            await OnlineAsync(gateway, "with the one that is about to end");
            await Eventually.TrueAsync(() => Task.FromResult(Differs(folder, before)), 80, () => $"renewed; it printed:\n{gateway.Process.Output}");
            TimeProvider.System.GetUtcNow().ShouldBeLessThan(end, "before the old one ended");
            (await gateway.Process.GetAsync("/api/v1/health"))["uplink"]!["state"]!.GetValue<string>().ShouldBe("online", "nothing is broken off for it");
        }

        // Only now, when the broker would not take the old one any more, all connect anew.
        await Eventually.TrueAsync(() => TimeProvider.System.GetUtcNow() > end.AddSeconds(2), 100);
        await using (await BrokerAsync(center, folder, port))
        {
            await OnlineAsync(gateway, "with the new one");
        }

        (await center.Api.FactsAsync(Site, "certificate.renewed")).ShouldBe([$"{Site}.edge-1"]);
    }

    [Theory]
    [InlineData("--ca", "other-ca.pem", "no trusted authority vouches")]
    [InlineData("--pin", "0000000000000000000000000000000000000000000000000000000000000000", "is not the pinned one")]
    public async Task A_false_center_gets_neither_token_nor_request(string option, string value, string told)
    {
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority("County Authority");
        using var stranger = new TestAuthority("Somebody Else");
        authority.Issue("localhost", folder.File("s.pem"), folder.File("s.key"));
        stranger.Write(folder.File("other-ca.pem"));
        var port = FreePort.Next();
        await using var server = PeerProcess.Start("openssl", "s_server", "-accept", $"{port}", "-cert", folder.File("s.pem"), "-key", folder.File("s.key"), "-quiet", "-www");
        await server.WaitForPortAsync(port);

        var (code, output) = await PeerProcess.RunAsync(
            BuildOutput.Gateway, "enrol", "--center", $"https://localhost:{port}", "--token", "rge_x", option, value.EndsWith(".pem", StringComparison.Ordinal) ? folder.File(value) : value,
            "--out", folder.File("id"), "--lang", "en");

        code.ShouldBe(1, output);
        output.ShouldContain(told);
        Directory.Exists(folder.File("id")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_center_beyond_this_machine_is_not_asked_without_https()
    {
        using var folder = new TemporaryFolder();
        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "enrol", "--center", "http://center.example", "--token", "rge_x", "--out", folder.File("id"));
        (code, output.Contains("https://", StringComparison.Ordinal)).ShouldBe((2, true), output);
    }

    private static Task OnlineAsync(LinkedGateway gateway, string how) => Eventually.TrueAsync(
        async () => (await gateway.Process.GetAsync("/api/v1/health"))["uplink"]?["state"]?.GetValue<string>() == "online", 40, () => $"online {how}; it printed:\n{gateway.Process.Output}");

    // Key and certificate are replaced one after the other: in between they do not fit, and a reader may meet neither whole.
    private static bool Differs(TemporaryFolder folder, string serial) => SerialOf(folder) != serial;

    private static string SerialOf(TemporaryFolder folder)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(folder.File("id/edge.pem"));
        return certificate.SerialNumber;
    }

    // The same certificate, by the same authority, with little left of its life: as if most of a year had passed.
    private static DateTimeOffset Shorten(CenterProcess center, TemporaryFolder folder, TimeSpan left)
    {
        using var authority = X509Certificate2.CreateFromPemFile(center.DataFile("identity/authority.pem"), center.DataFile("identity/authority.key"));
        using var old = X509CertificateLoader.LoadCertificateFromFile(folder.File("id/edge.pem"));
        var request = new CertificateRequest(old.SubjectName, old.PublicKey, HashAlgorithmName.SHA256);
        foreach (var extension in old.Extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        var now = TimeProvider.System.GetUtcNow();
        using var signer = authority.GetECDsaPrivateKey();
        using var shorter = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(signer!), now.AddMinutes(-10), now + left, Convert.FromHexString(old.SerialNumber));
        File.WriteAllText(folder.File("id/edge.pem"), shorter.ExportCertificatePem());
        return new DateTimeOffset(shorter.NotAfter.ToUniversalTime());
    }

    private static async Task<string> TokenAsync(CenterProcess center, string edge) =>
        (await center.Api.PostAsync("enrolments", new { site = Site, edge }))!["token"]!.GetValue<string>();

    private static async Task<(int Code, string Output)> EnrolAsync(CenterProcess center, string identity, string token) => await PeerProcess.RunAsync(
        BuildOutput.Gateway, "enrol", "--center", $"http://127.0.0.1:{center.Port}", "--token", token, "--out", identity, "--lang", "en");

    private static async Task IssueAsync(CenterProcess center, TemporaryFolder folder, string name, params string[] hosts)
    {
        var (code, output) = await PeerProcess.RunAsync(s_center, ["certificate", "--config", center.Configuration, "--name", name, "--out", folder.File("issued"), .. hosts.SelectMany(host => new[] { "--host", host })]);
        code.ShouldBe(0, output);
    }

    private static async Task<PeerProcess> BrokerAsync(CenterProcess center, TemporaryFolder folder, int port)
    {
        await File.WriteAllTextAsync(folder.File("mosquitto.conf"), $"""
            user root
            listener {port} 127.0.0.1
            cafile {folder.File("issued/ca.pem")}
            certfile {folder.File("issued/broker.pem")}
            keyfile {folder.File("issued/broker.key")}
            crlfile {center.DataFile("identity/revoked.pem")}
            acl_file {center.DataFile("identity/acl")}
            require_certificate true
            use_identity_as_username true
            allow_anonymous false
            persistence false

            """);
        var broker = PeerProcess.Start("mosquitto", "-c", folder.File("mosquitto.conf"));
        await broker.WaitForPortAsync(port);
        return broker;
    }

    private static async Task<string> SayAsync(TemporaryFolder folder, int port, string edge, string leaf) => (await PeerProcess.RunAsync(
        "mosquitto_pub", "-h", "127.0.0.1", "-p", $"{port}", "--cafile", folder.File("id/ca.pem"), "--cert", folder.File("id/edge.pem"), "--key", folder.File("id/edge.key"),
        "-V", "mqttv5", "-q", "1", "-t", $"rgw/v1/county/{Site}/{edge}/{leaf}", "-m", "x")).Output;

    private static Task FileThereAsync(string file, string text) => Eventually.TrueAsync(
        async () => File.Exists(file) && (await File.ReadAllTextAsync(file)).Contains(text, StringComparison.Ordinal), 20, () => $"{file} holds '{text}'");
}
