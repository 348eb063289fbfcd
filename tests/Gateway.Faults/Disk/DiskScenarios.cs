using Gateway.Faults.Running;

namespace Gateway.Faults.Disk;

/// <summary>Everything below the file system: power, room, damage, clock, bounds.</summary>
internal static class DiskScenarios
{
    public static IReadOnlyList<IScenario> All => [];
}
