using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>A stretch of one lane: received, or known to be lost.</summary>
/// <param name="From">When the gateway committed the first and the last of it, UTC ticks; 0 when nobody told.</param>
/// <param name="Lost">Why it is lost, JSON of a text in both languages; null = received.</param>
/// <param name="First">Events only: the sequence of its first event, so that the chain can be checked over a hole filled later.</param>
/// <param name="EndChain">Events only: the chain of its last event.</param>
internal sealed record CoveredRange(long After, long UpTo, long From, long To, string? Lost = null, long First = 0, string EndChain = "")
{
    public bool IsLost => Lost is not null;
}

/// <summary>Missing between two stretches. The times are those of its neighbours; 0 when there is none.</summary>
internal readonly record struct Hole(long After, long UpTo, long From, long To);

/// <summary>What of one lane of a log is here: stretches in order that never overlap; neighbours are one. Not thread-safe.</summary>
internal sealed class RangeSet
{
    private readonly List<CoveredRange> _ranges;

    public RangeSet(IEnumerable<CoveredRange>? ranges = null, string run = "") =>
        (_ranges, Run) = ([.. (ranges ?? []).OrderBy(range => range.After)], run);

    /// <summary>Newest run of the log that something was taken of; empty while no message told its runs.</summary>
    public string Run { get; private set; }

    /// <summary>What is here, for the gateway to compare; null when nothing is.</summary>
    public TakenRun? Taken => _ranges.Count == 0 ? null : new TakenRun(Run, _ranges.Max(range => range.UpTo));

    /// <summary>Chain of the event at <see cref="UpTo"/>; empty when a loss lies there, or nothing.</summary>
    public string ChainAtEnd
    {
        get
        {
            var end = UpTo;
            return _ranges.Find(range => range.UpTo == end && !range.IsLost)?.EndChain ?? "";
        }
    }

    public IReadOnlyList<CoveredRange> Ranges => _ranges;

    /// <summary>Everything up to and including it is here or known to be lost.</summary>
    public long UpTo
    {
        get
        {
            var end = 0L;
            foreach (var range in _ranges)
            {
                if (range.After > end)
                {
                    break;
                }

                end = range.UpTo;
            }

            return end;
        }
    }

    /// <summary>Received after the first hole.</summary>
    public IEnumerable<SequenceRange> Ahead
    {
        get
        {
            var end = UpTo;
            return _ranges.Where(range => range.After >= end && !range.IsLost && range.UpTo > end).Select(range => new SequenceRange(range.After, range.UpTo));
        }
    }

    public RangeSet Clone() => new(_ranges, Run);

    /// <summary>A message of a log with these runs was taken. One that tells none changes nothing.</summary>
    public void TakenOf(IReadOnlyList<LinkRun> runs) => Run = runs.Count > 0 ? runs[^1].Id : Run;

    public bool Covers(long after, long upTo) => _ranges.Any(range => !range.IsLost && range.After <= after && range.UpTo >= upTo);

    public IEnumerable<Hole> Holes()
    {
        var (end, time) = (0L, 0L);
        foreach (var range in _ranges)
        {
            if (range.After > end)
            {
                yield return new Hole(end, range.After, time, range.From);
            }

            (end, time) = (range.UpTo, range.To);
        }
    }

    /// <summary>Notes what was received. Overlaps are one; what was taken for lost is not any more.</summary>
    public void Add(CoveredRange added)
    {
        if (added.UpTo <= added.After)
        {
            return;
        }

        CutLost(added.After, added.UpTo);
        var touching = _ranges.Where(range => !range.IsLost && range.After <= added.UpTo && added.After <= range.UpTo).ToList();
        foreach (var range in touching)
        {
            _ranges.Remove(range);
            added = Union(added, range);
        }

        Insert(added);
    }

    /// <summary>Notes what will never come; what is here stays here.</summary>
    /// <param name="fromTime">When it was, UTC ticks; 0 = taken from the neighbours.</param>
    public void AddLost(long after, long upTo, string reason, long fromTime = 0, long toTime = 0)
    {
        var free = new List<(long After, long UpTo)>();
        var at = after;
        foreach (var range in _ranges.Where(range => range.UpTo > after && range.After < upTo))
        {
            if (range.After > at)
            {
                free.Add((at, range.After));
            }

            at = Math.Max(at, range.UpTo);
        }

        if (at < upTo)
        {
            free.Add((at, upTo));
        }

        foreach (var (from, to) in free)
        {
            Insert(new CoveredRange(from, to, fromTime > 0 ? fromTime : TimeBefore(from), toTime > 0 ? toTime : TimeAfter(to), reason));
        }
    }

    private static CoveredRange Union(CoveredRange one, CoveredRange other)
    {
        var (left, right) = one.After <= other.After ? (one, other) : (other, one);
        var last = one.UpTo >= other.UpTo ? one : other;
        return left with { UpTo = last.UpTo, From = Known(one.From, other.From, Math.Min), To = Known(one.To, other.To, Math.Max), EndChain = last.EndChain, First = left.First == 0 ? right.First : left.First };
    }

    private static long Known(long one, long other, Func<long, long, long> choose) => one == 0 ? other : other == 0 ? one : choose(one, other);

    private void CutLost(long after, long upTo)
    {
        foreach (var lost in _ranges.Where(range => range.IsLost && range.UpTo > after && range.After < upTo).ToList())
        {
            _ranges.Remove(lost);
            if (lost.After < after)
            {
                Insert(lost with { UpTo = after });
            }

            if (lost.UpTo > upTo)
            {
                Insert(lost with { After = upTo });
            }
        }
    }

    private void Insert(CoveredRange range)
    {
        var at = _ranges.FindIndex(other => other.After >= range.After);
        _ranges.Insert(at < 0 ? _ranges.Count : at, range);
    }

    private long TimeBefore(long sequence) => _ranges.LastOrDefault(range => range.UpTo <= sequence)?.To ?? 0;

    private long TimeAfter(long sequence) => _ranges.FirstOrDefault(range => range.After >= sequence)?.From ?? 0;
}
