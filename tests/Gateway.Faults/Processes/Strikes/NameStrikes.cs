using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Net;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>The name of the broker can no longer be resolved, and the connection breaks meanwhile.</summary>
internal static class NameStrikes
{
    public static IReadOnlyList<Strike> All { get; } = [new("dns.gone", "names", GoneAsync), KillStrikes.Gateway];

    private static async Task GoneAsync(FaultedCounty county, Random random, CancellationToken cancellation)
    {
        var names = await File.ReadAllTextAsync(county.HostsFile, cancellation);
        await File.WriteAllTextAsync(county.HostsFile, "127.0.0.1 localhost\n", cancellation);
        try
        {
            county.LineToBroker.Set(WireFault.Refused);
            county.LineToBroker.Mend();
            await Strike.HoldAsync(random, 2, 6, cancellation);
        }
        finally
        {
            await File.WriteAllTextAsync(county.HostsFile, names, CancellationToken.None);
        }
    }
}
