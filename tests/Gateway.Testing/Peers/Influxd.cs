using Gateway.Testing.Time;

namespace Gateway.Testing.Peers;

/// <summary>Debian's InfluxDB 1.6 with its own configuration and folder; leaves the system's service alone.</summary>
public sealed class Influxd : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private PeerProcess _process;

    private Influxd(TemporaryFolder folder, PeerProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    private string ConfigurationFile => _folder.File("influxd.conf");

    /// <param name="authentication">Requires a user; there is none until one is created.</param>
    public static async Task<Influxd> StartAsync(bool authentication = false)
    {
        var folder = new TemporaryFolder();
        var port = FreePort.Next();
        await File.WriteAllTextAsync(folder.File("influxd.conf"), Configuration(folder.Path, port, FreePort.Next(), authentication));
        var process = PeerProcess.Start("influxd", "run", "-config", folder.File("influxd.conf"));
        var influxd = new Influxd(folder, process, port);
        await process.WaitForPortAsync(port);
        return influxd;
    }

    public Task KillAsync() => _process.KillAsync();

    /// <param name="name">Without SIG, for example STOP.</param>
    public Task SignalAsync(string name) => _process.SignalAsync(name);

    public async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _process = PeerProcess.Start("influxd", "run", "-config", ConfigurationFile);
        await _process.WaitForPortAsync(Port);
    }

    public async Task<string> QueryAsync(string statement, string database = "", string credentials = "")
    {
        using var http = new HttpClient();
        var address = $"{Url}/query?epoch=ns&db={database}{credentials}&q={Uri.EscapeDataString(statement)}";
        using var answer = await http.PostAsync(new Uri(address), null);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Waits until the database answers, as it may listen before it does.</summary>
    public Task CreateDatabaseAsync(string name) => Eventually.TrueAsync(
        async () => (await QueryAsync($"CREATE DATABASE \"{name}\"")).Contains("results", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static string Configuration(string folder, int port, int rpcPort, bool authentication) => $"""
        reporting-disabled = true
        bind-address = "127.0.0.1:{rpcPort}"
        [meta]
          dir = "{folder}/meta"
        [data]
          dir = "{folder}/data"
          wal-dir = "{folder}/wal"
          query-log-enabled = false
        [monitor]
          store-enabled = false
        [http]
          bind-address = "127.0.0.1:{port}"
          log-enabled = false
          auth-enabled = {(authentication ? "true" : "false")}
        """;
}
