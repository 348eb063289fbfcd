using System.Text.Json.Nodes;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Load.Gateways.Site;

/// <summary>The farm of Modbus TCP servers of <c>gateway-sim modbus</c> in a process of its own. Register i holds changes so far + i.</summary>
internal sealed class ModbusSimulators : IAsyncDisposable
{
    /// <summary>Registers 0 and 1 are the simulator's sequence.</summary>
    public const int FirstRegister = 2;

    private readonly PeerProcess _process;

    private ModbusSimulators(PeerProcess process, JsonNode ports)
    {
        _process = process;
        Alive = [.. ports["alive"]!.AsArray().Select(p => p!.GetValue<int>())];
        Dead = [.. ports["dead"]!.AsArray().Select(p => p!.GetValue<int>())];
    }

    public IReadOnlyList<int> Alive { get; }

    public IReadOnlyList<int> Dead { get; }

    public static async Task<ModbusSimulators> StartAsync(TemporaryFolder folder, int devices, int dead, int changeMs)
    {
        var file = folder.File("ports.json");
        File.Delete(file);
        var process = PeerProcess.Start(
            BuiltProgram.Simulator, "modbus", "--devices", $"{devices}", "--dead", $"{dead}", "--registers", "100", "--change-ms", $"{changeMs}", "--ports-file", file);
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(file)));
        return new ModbusSimulators(process, JsonNode.Parse(await File.ReadAllTextAsync(file))!);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
