using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Strikes;
using Gateway.Faults.Running;

namespace Gateway.Faults.Processes;

/// <summary>Everything above the file system: processes killed, connections slow, half open or gone, brokers and databases that lie.</summary>
internal static class ProcessScenarios
{
    private static readonly CountyKind s_embedded = new();
    private static readonly CountyKind s_servers = new(HasServers: true);

    /// <summary>Those of one kind of county stand together, so that the county serves them all.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new CountyScenario("process.kill", s_embedded, KillStrikes.Embedded, ProcessPlants.AcknowledgedTooEarly, ProcessPlants.ReceiptTooEarly),
        new CountyScenario("net.lines", s_embedded, NetStrikes.All),
        new CountyScenario("process.kill-servers", s_servers, KillStrikes.Servers),
        new CountyScenario("net.lines-servers", s_servers, NetStrikes.All),
    ];
}
