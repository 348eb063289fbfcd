using System.Text.Json.Nodes;
using Gateway.Testing.Peers;

namespace Gateway.Testing.Link.Programs;

/// <summary>Many simulated Modbus TCP devices in a process of their own: unit 1, registers from 2 on rise by one a second.</summary>
public sealed class ModbusLoad : IAsyncDisposable
{
    private readonly PeerProcess _process;

    private ModbusLoad(PeerProcess process, IReadOnlyList<int> ports) => (_process, Ports) = (process, ports);

    public IReadOnlyList<int> Ports { get; }

    public static async Task<ModbusLoad> StartAsync(TemporaryFolder folder, int devices, int registers)
    {
        var file = folder.File("ports.json");
        var process = PeerProcess.Start(
            BuildOutput.Simulator, "modbus", "--devices", $"{devices}", "--registers", $"{registers}", "--change-ms", "1000", "--ports-file", file);
        await process.WaitForOutputAsync("servers answer");
        var ports = JsonNode.Parse(await File.ReadAllTextAsync(file))!["alive"]!.AsArray().Select(port => port!.GetValue<int>());
        return new ModbusLoad(process, [.. ports]);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
