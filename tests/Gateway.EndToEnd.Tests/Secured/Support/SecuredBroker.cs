using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.Testing.Link.County;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Secured.Support;

/// <summary>
/// A real mosquitto with TLS, set up as an operator would from docs/specs/link.md: both files are taken from the page; only ids, paths and the port are put in.
/// </summary>
internal sealed class SecuredBroker : IAsyncDisposable
{
    public const string County = "county";
    private const string Password = "correct horse battery";
    private static readonly string[] s_center = ["center", "center-readings"];
    private static readonly string[] s_edges = ["edge-1", "edge-2"];
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new("County Authority");
    private readonly bool _certificates;
    private PeerProcess? _process;

    /// <param name="certificates">True: clients show certificates; false: they have passwords.</param>
    public SecuredBroker(bool certificates)
    {
        _certificates = certificates;
        _authority.Write(FileOf("ca.pem"));
        using var stranger = new TestAuthority("Somebody Else");
        stranger.Write(FileOf("other-ca.pem"));
        foreach (var user in s_center.Concat(s_edges.Select(UserOf)))
        {
            _authority.Issue(user, FileOf($"{user}.pem"), FileOf($"{user}.key"));
            stranger.Issue(user, FileOf($"{user}.strange.pem"), FileOf($"{user}.strange.key"));
            File.WriteAllText(FileOf($"{user}.password"), Password + user + "\n");
        }
    }

    public int Port { get; } = FreePort.Next();

    public static string UserOf(string edge) => $"{LinkedGateway.Site}.{edge}";

    public string FileOf(string name) => _folder.File(name);

    /// <param name="until">End of the time of the broker's own certificate; null = not yet.</param>
    public async Task StartAsync(DateTimeOffset? until = null)
    {
        _authority.Issue("localhost", FileOf("broker.pem"), FileOf("broker.key"), until);
        await WriteFilesAsync();
        _process = PeerProcess.Start("mosquitto", "-c", FileOf("mosquitto.conf"));
        await _process.WaitForPortAsync(Port);
    }

    public async Task StopAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
    }

    /// <summary>Members of a broker connection in the configuration of gateway or center.</summary>
    /// <param name="ca">File of the authority it trusts.</param>
    /// <param name="strange">With a client certificate of another authority.</param>
    public string IdentityOf(string user, string ca = "ca.pem", bool strange = false) => _certificates
        ? $$""" "tls": {"caFile": "{{FileOf(ca)}}", "certFile": "{{FileOf(user)}}{{(strange ? ".strange" : "")}}.pem", "keyFile": "{{FileOf(user)}}{{(strange ? ".strange" : "")}}.key"} """
        : $$""" "username": "{{user}}", "passwordFile": "{{FileOf($"{user}.password")}}", "tls": {"caFile": "{{FileOf(ca)}}"} """;

    public void SetPassword(string user, bool right) => File.WriteAllText(FileOf($"{user}.password"), (right ? Password + user : "wrong") + "\n");

    /// <summary>mosquitto_pub or mosquitto_sub as one of the users.</summary>
    public Task<(int Code, string Output)> ClientAsync(string program, string user, params string[] arguments) => PeerProcess.RunAsync(
        program,
        [
            "-h", "127.0.0.1", "-p", $"{Port}", "--cafile", FileOf("ca.pem"), .. _certificates
                ? (string[])["--cert", FileOf($"{user}.pem"), "--key", FileOf($"{user}.key")]
                : ["-u", user, "-P", Password + user],
            .. arguments,
        ]);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _authority.Dispose();
        _folder.Dispose();
    }

    private async Task WriteFilesAsync()
    {
        var page = await File.ReadAllTextAsync(BuildOutput.File("docs/specs/link.md"));
        var settings = Between(page, "# mosquitto.conf\n", "\n# acl\n");
        var list = Between(page, "# acl\n", "\n```");
        if (_certificates)
        {
            var instead = Between(page, "# mosquitto.conf, certificates instead of passwords\n", "\n```");
            settings = settings.Replace("password_file /etc/mosquitto/passwords\n", instead + "\n", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(FileOf("mosquitto.conf"), $"""
            user root
            persistence_location {_folder.Path}/
            {settings.Replace("listener 8883", $"listener {Port} 127.0.0.1", StringComparison.Ordinal).Replace("/etc/mosquitto/", _folder.Path + "/", StringComparison.Ordinal)}

            """);
        var (edge, center) = (list[..list.IndexOf("user center", StringComparison.Ordinal)], list[list.IndexOf("user center", StringComparison.Ordinal)..]);
        edge.ShouldContain("user s1.edge-1");
        var all = string.Concat(s_edges.Select(id => edge.Replace("edge-1", id, StringComparison.Ordinal))) + center;
        await File.WriteAllTextAsync(
            FileOf("acl"),
            all.Replace("user s1.", $"user {LinkedGateway.Site}.", StringComparison.Ordinal).Replace("/c1/s1/", $"/{County}/{LinkedGateway.Site}/", StringComparison.Ordinal)
                .Replace("/c1/", $"/{County}/", StringComparison.Ordinal) + "\n");
        await WritePasswordsAsync();
    }

    private async Task WritePasswordsAsync()
    {
        await File.WriteAllTextAsync(FileOf("passwords"), "");
        foreach (var user in s_center.Concat(s_edges.Select(UserOf)))
        {
            var (code, output) = await PeerProcess.RunAsync("mosquitto_passwd", "-b", FileOf("passwords"), user, Password + user);
            code.ShouldBe(0, output);
        }
    }

    private static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, $"docs/specs/link.md holds '{begin.Trim()}'");
        from += begin.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
