using Gateway.Core.Warnings;

namespace Gateway.Edge.Replay;

/// <summary>An occurrence that both rule sets see, at different times.</summary>
internal sealed record Shifted(Occurrence Before, Occurrence After)
{
    public TimeSpan By => TimeSpan.FromTicks(After.Raised - Before.Raised);
}

/// <summary>
/// What another rule set would have changed: what it warns of besides, what it misses, what it sees earlier or later. Occurrences of one point and tier
/// belong together when they overlap, or lie no farther apart than the window.
/// </summary>
internal sealed record RuleSetDifference(
    IReadOnlyList<Occurrence> Extra, IReadOnlyList<Occurrence> Missing, IReadOnlyList<Shifted> Earlier, IReadOnlyList<Shifted> Later, int Same)
{
    public static RuleSetDifference Of(IReadOnlyList<Occurrence> before, IReadOnlyList<Occurrence> after, TimeSpan window)
    {
        var (extra, missing, shifted) = (new List<Occurrence>(), new List<Occurrence>(), new List<Shifted>());
        var mine = after.GroupBy(Key).ToDictionary(group => group.Key, group => new Queue<Occurrence>(group));
        foreach (var group in before.GroupBy(Key))
        {
            Match(group, mine.TryGetValue(group.Key, out var others) ? others : new Queue<Occurrence>(), window.Ticks, extra, missing, shifted);
        }

        extra.AddRange(mine.Values.SelectMany(left => left));
        return new RuleSetDifference(
            Ordered(extra), Ordered(missing), [.. shifted.Where(s => s.By < TimeSpan.Zero)], [.. shifted.Where(s => s.By > TimeSpan.Zero)],
            shifted.Count(s => s.By == TimeSpan.Zero));
    }

    private static (string, WarningTier) Key(Occurrence occurrence) => (occurrence.Point, occurrence.Tier);

    private static void Match(
        IEnumerable<Occurrence> before, Queue<Occurrence> after, long window, List<Occurrence> extra, List<Occurrence> missing, List<Shifted> shifted)
    {
        foreach (var old in before)
        {
            while (after.TryPeek(out var other) && End(other, window) < old.Raised)
            {
                extra.Add(after.Dequeue());
            }

            if (after.TryPeek(out var next) && next.Raised <= End(old, window))
            {
                shifted.Add(new Shifted(old, after.Dequeue()));
            }
            else
            {
                missing.Add(old);
            }
        }
    }

    private static long End(Occurrence occurrence, long window) =>
        occurrence.Ended > long.MaxValue - window ? long.MaxValue : occurrence.Ended + window;

    private static IReadOnlyList<Occurrence> Ordered(List<Occurrence> occurrences) => [.. occurrences.OrderBy(o => o.Raised)];
}
