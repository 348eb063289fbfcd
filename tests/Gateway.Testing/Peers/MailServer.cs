namespace Gateway.Testing.Peers;

/// <summary>Debian's aiosmtpd on a free loopback port; prints each mail it takes.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly PeerProcess _process;

    private MailServer(PeerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Everything received so far, headers and bodies as they came.</summary>
    public string Received => _process.Output;

    /// <param name="certificate">PEM file; with it mail is taken after STARTTLS only.</param>
    /// <param name="key">PEM file.</param>
    public static async Task<MailServer> StartAsync(string? certificate = null, string? key = null)
    {
        var port = FreePort.Next();
        string[] tls = certificate is null || key is null ? [] : ["--tlscert", certificate, "--tlskey", key];
        var process = PeerProcess.Start(
            "/usr/bin/python3", ["-u", "-m", "aiosmtpd", "-n", .. tls, "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Debugging", "stdout"]);
        await process.WaitForPortAsync(port);
        return new MailServer(process, port);
    }

    public Task WaitForAsync(string text) => _process.WaitForOutputAsync(text);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
