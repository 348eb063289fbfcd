using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>
/// What of the readings is confirmed, on the way, sent live, and left for the backlog. Nothing is forgotten but by a receipt of the center: what is
/// neither confirmed nor on the way is backlog. Thread-safe.
/// </summary>
/// <param name="done">Confirmed without a hole up to here.</param>
/// <param name="head">Newest of the log now: what is older is backlog.</param>
internal sealed class ReadingsBook(long done, long head, TimeSpan timeout)
{
    private const int LongestFactor = 8;

    private readonly Lock _gate = new();
    private readonly RangeSet _ahead = new();
    private readonly RangeSet _asked = new();
    private readonly List<Flight> _flights = [];
    private long _done = done;
    private long _live = Math.Max(done, head);
    private int _factor = 1;
    private long _probeAt;

    public long Done => Read(() => _done);

    /// <summary>Taken up to here by the live lane, sent or not.</summary>
    public long Live => Read(() => _live);

    public int LiveFlights => Read(() => _flights.Count(flight => flight.IsLive));

    public int BacklogFlights => Read(() => _flights.Count(flight => !flight.IsLive));

    /// <summary>Sequences that wait for the backlog.</summary>
    public long Waiting => Read(() =>
    {
        var known = Known();
        var most = _live - _done;
        known.Remove(new SequenceRange(0, _done));
        known.Remove(new SequenceRange(_live, long.MaxValue));
        return most - known.Total;
    });

    /// <summary>The live lane has taken everything up to here.</summary>
    public void Took(long upTo) => Read(() => _live = Math.Max(_live, upTo));

    public void Sent(SequenceRange range, bool isLive, long now) => Read(() =>
    {
        if (range.UpTo > _done)
        {
            _flights.Add(new Flight(range, isLive, now));
        }

        return 0;
    });

    /// <summary>The broker did not take it.</summary>
    public void Failed(SequenceRange range) => Read(() => _flights.RemoveAll(flight => flight.Range == range));

    /// <summary>What the center has committed.</summary>
    /// <returns>True when it moved the end of what is confirmed without a hole.</returns>
    public bool Receipt(long upTo, IReadOnlyList<SequenceRange> ahead) => Read(() =>
    {
        var moved = upTo > _done;
        _done = Math.Max(_done, upTo);
        _live = Math.Max(_live, _done);
        _ahead.Clear();
        foreach (var range in ahead)
        {
            _ahead.Add(range);
        }

        var landed = _flights.RemoveAll(flight => IsConfirmed(flight.Range));
        _factor = moved || landed > 0 ? 1 : _factor;
        return moved;
    });

    /// <summary>The center asks for a stretch again.</summary>
    public void Ask(SequenceRange range) => Read(() =>
    {
        // What is on the way is left to arrive, or to run out: a center that waits for a long backlog asks for all of it.
        _ahead.Remove(range);
        _asked.Add(range with { UpTo = Math.Min(range.UpTo, _done) });
        return 0;
    });

    /// <summary>The oldest stretch to send late; null when there is none.</summary>
    public SequenceRange? Next() => Read<SequenceRange?>(() =>
        _asked.Ranges.Count > 0 ? _asked.Ranges[0] : Known().FirstGap(new SequenceRange(_done, Math.Max(_done, _live))));

    /// <summary>A stretch the center asked for is on its way.</summary>
    public void Served(SequenceRange range) => Read(() =>
    {
        _asked.Remove(range);
        return 0;
    });

    /// <summary>Gives back what the center has not confirmed in time. While the center says nothing at all only one of them, so that a broker does not fill with copies.</summary>
    /// <param name="lastReceipt">When anything was heard of the center, UTC ticks.</param>
    public int Expire(long now, long lastReceipt) => Read(() =>
    {
        var late = _flights.Where(flight => now - flight.SentAt >= timeout.Ticks * _factor).ToList();
        if (late.Count == 0)
        {
            return 0;
        }

        var isHeard = lastReceipt > late[0].SentAt;
        if (!isHeard && now < _probeAt)
        {
            return 0;
        }

        _factor = Math.Min(_factor * 2, LongestFactor);
        _probeAt = now + (timeout.Ticks * _factor);
        var back = isHeard ? late : [late[0]];
        _flights.RemoveAll(back.Contains);
        return back.Count;
    });

    private bool IsConfirmed(SequenceRange range) =>
        range.UpTo <= _done || _ahead.FirstGap(range with { After = Math.Max(range.After, _done) }) is null;

    private RangeSet Known()
    {
        var known = new RangeSet();
        foreach (var range in _ahead.Ranges.Concat(_flights.Select(flight => flight.Range)))
        {
            known.Add(range);
        }

        return known;
    }

    private T Read<T>(Func<T> question)
    {
        lock (_gate)
        {
            return question();
        }
    }

    private sealed record Flight(SequenceRange Range, bool IsLive, long SentAt);
}
