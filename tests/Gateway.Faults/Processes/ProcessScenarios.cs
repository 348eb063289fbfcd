using Gateway.Faults.Running;

namespace Gateway.Faults.Processes;

/// <summary>Everything above the file system: processes killed, connections slow, half open or gone, brokers and databases that lie.</summary>
internal static class ProcessScenarios
{
    public static IReadOnlyList<IScenario> All => [];
}
