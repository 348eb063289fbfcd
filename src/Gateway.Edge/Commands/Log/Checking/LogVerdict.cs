namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>What is in a log, and what is wrong with it.</summary>
/// <param name="Explained">Stretches of missing entries for which the log itself holds a record.</param>
/// <param name="ChainChecked">Events whose place in the chain was computed again.</param>
/// <param name="Faults">At most <see cref="FaultList.Most"/>; <paramref name="MoreFaults"/> counts the others.</param>
public sealed record LogVerdict(
    string File, string Epoch, long First, long Last, long Entries, long Readings, DateTimeOffset? FirstTime, DateTimeOffset? LastTime, int Explained, long ChainChecked,
    IReadOnlyList<LogFault> Faults, long MoreFaults)
{
    public bool Good => Faults.Count == 0;
}
