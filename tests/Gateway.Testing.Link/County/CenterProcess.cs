using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.County;

/// <summary>The built executable <c>warning-center</c>: killed and started again on the same data, seen only through its API.</summary>
internal sealed class CenterProcess : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CenterStores _stores;
    private string[] _always = [];
    private PeerProcess? _process;

    private CenterProcess(int brokerPort, string identity, string readings, CenterStores stores)
    {
        _stores = stores;
        Api = new CenterApi(Port);
        File.WriteAllText(Configuration, $$"""
            {
              "county": { "id": "county", "name": { "zh": "示范县", "en": "Demonstration county" } },
              {{stores.Sections}}
              "storage": { "folder": "{{_folder.File("data")}}" },
              "web": { "address": "127.0.0.1", "port": {{Port}} },
              "logging": { "folder": null, "level": "warning" },
              "seeds": "{{BuildOutput.File("seeds")}}",
              "drills": { "proof": false },
              "access": { "callsPerMinute": 100000 },
              "warnings": { "historicalGraceS": 3 },
              "link": {
                "broker": {{Connection(brokerPort, identity)}},{{(readings.Length > 0 ? $"\"readingsBroker\": {Connection(brokerPort, readings)}," : "")}}
                "historicalAfterS": 6, "gapAfterS": 2, "receiptMs": 100, "readInflux": {{(stores.IsEmbedded ? "false" : "true")}}
              }
            }
            """);
    }

    public int Port { get; } = FreePort.Next();

    public CenterApi Api { get; }

    public string Output => _process?.Output ?? "";

    public bool HasExited => _process!.HasExited;

    public int? ExitCode => _process!.ExitCode;

    /// <summary>Environment of the next start as NAME=value, or a program that starts it with its arguments.</summary>
    public IReadOnlyList<string> Variables { get; set; } = [];

    public string Configuration => _folder.File("center.json");

    /// <summary>A new center with its first account made and signed in.</summary>
    public static Task<CenterProcess> StartedAsync(LinkBroker broker, CenterStores stores) => StartedAsync(broker.Port, "", stores);

    /// <inheritdoc cref="StartedAsync(LinkBroker, CenterStores)"/>
    /// <param name="identity">More members of the broker connection.</param>
    /// <param name="readings">The same of the connection that readings come over; empty = that of the broker once more.</param>
    /// <param name="variables">See <see cref="Variables"/>.</param>
    /// <param name="sets">What every start puts over the configuration, <c>path=value</c>.</param>
    public static async Task<CenterProcess> StartedAsync(
        int brokerPort, string identity, CenterStores stores, string readings = "", IReadOnlyList<string>? variables = null, params string[] sets)
    {
        var center = new CenterProcess(brokerPort, identity, readings, stores) { Variables = variables ?? [], _always = sets };
        try
        {
            await center.StartAsync();
            await center.Api.SetUpAsync((await File.ReadAllTextAsync(center.DataFile("setup-code.txt"))).Trim());
            return center;
        }
        catch
        {
            await center.DisposeAsync();
            throw;
        }
    }

    public string DataFile(string name) => Path.Combine(_folder.File("data"), name);

    /// <param name="sets">What to put over the configuration, <c>path=value</c>.</param>
    public async Task StartAsync(params string[] sets)
    {
        var program = BuildOutput.File($"src/Gateway.Center/bin/{BuildOutput.Configuration}/net10.0/warning-center");
        string[] arguments = [.. Variables, program, "run", "--config", Configuration, .. _always.Concat(sets).SelectMany(set => new[] { "--set", set })];
        _process = PeerProcess.Start("/usr/bin/env", arguments);
        await _process.WaitForPortAsync(Port, 60);
    }

    /// <summary>SIGKILL, as a power cut would.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <param name="name">Without SIG, for example STOP.</param>
    public Task SignalAsync(string name) => _process!.SignalAsync(name);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static string Connection(int port, string identity) =>
        $$"""{ "id": "link", "host": "127.0.0.1", "port": {{port}},{{(identity.Length > 0 ? identity + "," : "")}} "version": "5", "reconnect": { "minMs": 50, "maxMs": 300 } }""";
}
