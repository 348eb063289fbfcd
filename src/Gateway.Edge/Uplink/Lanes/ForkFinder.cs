using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>
/// Finds that the center has what this log never held: an older copy was put back, and gives its sequences out a second time. By the newest sequence, by the
/// run that gave it out (which also shows it when the log has grown past it, and when only readings differ), and by the chain over the events.
/// </summary>
internal sealed class ForkFinder(LinkContext link, EventLane events)
{
    /// <param name="receipt">Of the epoch of the log.</param>
    public bool IsOfThisLog(ReceiptMessage receipt)
    {
        var head = link.Log.LastSequence;
        var newest = Math.Max(receipt.Events, receipt.Ahead.Select(range => range.UpTo).Append(receipt.Readings).Max());
        var runs = link.Runs;
        return newest <= head && IsOf(runs, receipt.EventsRun, head) && IsOf(runs, receipt.ReadingsRun, head) && events.Has(receipt.Events, receipt.EventsChain);
    }

    private static bool IsOf(IReadOnlyList<LinkRun> runs, TakenRun? taken, long head) => (taken?.UpTo ?? 0) <= head && LinkRuns.Continue(runs, taken);
}
