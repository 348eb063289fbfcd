using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>A set of sequences as disjoint stretches in order. Not thread-safe.</summary>
internal sealed class RangeSet
{
    private readonly List<SequenceRange> _ranges = [];

    public IReadOnlyList<SequenceRange> Ranges => _ranges;

    /// <summary>How many sequences are in it.</summary>
    public long Total => _ranges.Sum(range => range.UpTo - range.After);

    public void Clear() => _ranges.Clear();

    public void Add(SequenceRange range)
    {
        if (range.UpTo <= range.After)
        {
            return;
        }

        var at = _ranges.FindIndex(other => other.UpTo >= range.After);
        at = at < 0 ? _ranges.Count : at;
        var until = at;
        while (until < _ranges.Count && _ranges[until].After <= range.UpTo)
        {
            range = new SequenceRange(Math.Min(range.After, _ranges[until].After), Math.Max(range.UpTo, _ranges[until].UpTo));
            until++;
        }

        _ranges.RemoveRange(at, until - at);
        _ranges.Insert(at, range);
    }

    public void Remove(SequenceRange gone)
    {
        if (gone.UpTo <= gone.After)
        {
            return;
        }

        var left = _ranges.SelectMany(range => new[]
        {
            range with { UpTo = Math.Min(range.UpTo, gone.After) }, range with { After = Math.Max(range.After, gone.UpTo) },
        }).Where(range => range.UpTo > range.After).ToList();
        _ranges.Clear();
        _ranges.AddRange(left);
    }

    /// <summary>The first stretch of a range that is not in the set; null when all of it is.</summary>
    public SequenceRange? FirstGap(SequenceRange within)
    {
        var after = within.After;
        foreach (var range in _ranges)
        {
            if (range.UpTo <= after)
            {
                continue;
            }

            if (range.After > after)
            {
                break;
            }

            after = range.UpTo;
        }

        var next = _ranges.Where(range => range.After >= after).Select(range => range.After).Append(within.UpTo).Min();
        return after < within.UpTo ? new SequenceRange(after, Math.Min(next, within.UpTo)) : null;
    }
}
