namespace Gateway.Faults.Processes.County;

/// <summary>What a county of the harness is made of.</summary>
/// <param name="HasServers">Facts of the center in PostgreSQL, readings of center and gateway in InfluxDB too; false = embedded.</param>
/// <param name="HasFakedClocks">Gateway and center run on clocks that the harness moves (libfaketime).</param>
/// <param name="HasNames">The gateway finds the broker of the link by a name in a hosts file of the harness (nss_wrapper).</param>
internal sealed record CountyKind(bool HasServers = false, bool HasFakedClocks = false, bool HasNames = false)
{
    public const string BrokerName = "broker.county.invalid";
}
