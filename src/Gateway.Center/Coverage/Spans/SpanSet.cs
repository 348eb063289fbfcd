namespace Gateway.Center.Coverage.Spans;

/// <summary>A stretch of time, UTC ticks: holds its begin, not its end.</summary>
internal readonly record struct Span(long From, long To)
{
    public long Length => To - From;
}

/// <summary>
/// Times at which something held, as stretches in order that neither touch nor overlap. Exact to the tick: rates of time are made of these, never of
/// counted samples. Immutable.
/// </summary>
internal sealed class SpanSet
{
    private SpanSet(IReadOnlyList<Span> spans) => Spans = spans;

    public static SpanSet Empty { get; } = new([]);

    public IReadOnlyList<Span> Spans { get; }

    /// <summary>Ticks in all.</summary>
    public long Total => Spans.Sum(span => span.Length);

    /// <summary>The union of any stretches; those without length count for nothing.</summary>
    public static SpanSet Of(IEnumerable<Span> any)
    {
        var joined = new List<Span>();
        foreach (var span in any.Where(span => span.Length > 0).OrderBy(span => span.From))
        {
            if (joined.Count > 0 && joined[^1].To >= span.From)
            {
                joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, span.To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return new(joined);
    }

    public static SpanSet Of(DateTimeOffset from, DateTimeOffset to) => Of([new Span(from.UtcTicks, to.UtcTicks)]);

    public SpanSet Union(SpanSet other) => Of(Spans.Concat(other.Spans));

    public SpanSet Intersect(SpanSet other)
    {
        var both = new List<Span>();
        for (int mine = 0, theirs = 0; mine < Spans.Count && theirs < other.Spans.Count;)
        {
            var (one, two) = (Spans[mine], other.Spans[theirs]);
            both.Add(new Span(Math.Max(one.From, two.From), Math.Min(one.To, two.To)));
            (mine, theirs) = one.To < two.To ? (mine + 1, theirs) : (mine, theirs + 1);
        }

        return Of(both);
    }

    public SpanSet Except(SpanSet other)
    {
        var left = new List<Span>();
        foreach (var span in Spans)
        {
            var at = span.From;
            foreach (var hole in other.Spans.Where(hole => hole.To > span.From && hole.From < span.To))
            {
                left.Add(new Span(at, hole.From));
                at = hole.To;
            }

            left.Add(new Span(at, span.To));
        }

        return Of(left);
    }

    /// <summary>Share of <paramref name="whole"/> in which this held, 0 to 1; null when the whole is nothing.</summary>
    public double? ShareOf(SpanSet whole) => whole.Total == 0 ? null : (double)Intersect(whole).Total / whole.Total;
}
