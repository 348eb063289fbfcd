using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Strikes;
using Gateway.Faults.Running;

namespace Gateway.Faults.Processes;

/// <summary>Everything above the file system: processes killed, connections slow, half open or gone, brokers and databases that lie.</summary>
internal static class ProcessScenarios
{
    private static readonly CountyKind s_embedded = new();
    private static readonly CountyKind s_servers = new(HasServers: true);
    private static readonly CountyKind s_clocks = new(HasFakedClocks: true);
    private static readonly CountyKind s_names = new(HasNames: true);

    /// <summary>Those of one kind of county stand together, so that the county serves them all.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new CountyScenario("process.kill", s_embedded, KillStrikes.Embedded, 2, ProcessPlants.AcknowledgedTooEarly, ProcessPlants.ReceiptTooEarly),
        new CountyScenario("net.lines", s_embedded, NetStrikes.All, 2),
        new CountyScenario("process.limits", s_embedded, LimitStrikes.All, 2),
        new CountyScenario("process.dead-man", s_embedded, DeadManStrikes.All, 1),
        new CountyScenario("process.kill-servers", s_servers, KillStrikes.Servers, 2),
        new CountyScenario("net.lines-servers", s_servers, NetStrikes.All, 2),
        new CountyScenario("clock.steps", s_clocks, ClockStrikes.All, 2),
        new CountyScenario("net.names", s_names, NameStrikes.All, 2),
    ];
}
