namespace Gateway.Contracts.V1.Link;

/// <summary>One opening of a gateway's log that gave out sequences. Its id is drawn anew each time, so no two openings are ever the same one.</summary>
/// <param name="Id">1 to 32 letters or digits.</param>
/// <param name="First">First sequence it gave out; at least 1.</param>
public sealed record LinkRun(string Id, long First);

/// <summary>How far a lane has come at the center.</summary>
/// <param name="Id">The newest run a message was taken of; empty when none told its runs.</param>
/// <param name="UpTo">Newest sequence of the lane that is there, also beyond holes.</param>
public sealed record TakenRun(string Id, long UpTo);

/// <summary>
/// Whether what was taken and a log are one history. An older copy of a log that is put back gives its sequences out a second time; that no sequence shows,
/// but the run that gave it out does. Stateless; any thread.
/// </summary>
public static class LinkRuns
{
    /// <summary>Runs a gateway remembers and tells; older ones are forgotten.</summary>
    public const int Most = 64;

    private const int LongestId = 32;

    /// <summary>False when the runs cannot be those of a log.</summary>
    public static bool AreValid(IReadOnlyList<LinkRun> runs)
    {
        var least = 1L;
        foreach (var run in runs)
        {
            if (run.Id.Length is 0 or > LongestId || !run.Id.All(char.IsAsciiLetterOrDigit) || run.First < least)
            {
                return false;
            }

            least = run.First;
        }

        return runs.Count <= Most && runs.Select(run => run.Id).Distinct(StringComparer.Ordinal).Count() == runs.Count;
    }

    /// <summary>
    /// True when all that was taken is in the log that has these runs: the newest run taken of is one of them, and gave out no more than this log knows of it.
    /// Where one of the two tells no run, nothing can be said: true.
    /// </summary>
    /// <param name="runs">Of the log, oldest first.</param>
    public static bool Continue(IReadOnlyList<LinkRun> runs, TakenRun? taken)
    {
        if (runs.Count == 0 || taken is not { Id.Length: > 0 })
        {
            return true;
        }

        for (var at = 0; at < runs.Count; at++)
        {
            if (runs[at].Id == taken.Id)
            {
                return at == runs.Count - 1 || taken.UpTo < runs[at + 1].First;
            }
        }

        return false;
    }
}
