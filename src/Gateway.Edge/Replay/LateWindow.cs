namespace Gateway.Edge.Replay;

/// <summary>
/// Brings samples that arrive in any order within a window into event-time order. In a file that is in order already nothing is sorted. Equal times keep the order of
/// arrival.
/// </summary>
/// <param name="window">How far behind the newest a sample may come.</param>
/// <param name="emit">Called with samples in order of event time.</param>
internal sealed class LateWindow(TimeSpan window, Action<ReadOnlySpan<ReplaySample>> emit)
{
    private const int Gathered = 16 * 1024;
    private readonly List<ReplaySample> _waiting = new(Gathered * 2);
    private long _newest = long.MinValue;
    private long _emitted = long.MinValue;
    private int _limit = Gathered;
    private bool _unsorted;

    /// <summary>Samples that came later than the window allows: not judged.</summary>
    public long TooLate { get; private set; }

    public void Add(in ReplaySample sample)
    {
        var time = sample.Reading.SourceTime;
        if (time < _emitted)
        {
            TooLate++;
            return;
        }

        _unsorted |= time < _newest;
        _newest = Math.Max(_newest, time);
        _waiting.Add(sample);
        if (_waiting.Count >= _limit)
        {
            Release(_newest - window.Ticks);
            // What must still wait may be more than is gathered at once: then sort again only when it has doubled.
            _limit = Math.Max(Gathered, _waiting.Count * 2);
        }
    }

    public void Flush() => Release(long.MaxValue);

    private void Release(long upTo)
    {
        if (_unsorted)
        {
            Sort();
        }

        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_waiting);
        var count = 0;
        while (count < span.Length && span[count].Reading.SourceTime <= upTo)
        {
            count++;
        }

        if (count > 0)
        {
            _emitted = span[count - 1].Reading.SourceTime;
            emit(span[..count]);
            _waiting.RemoveRange(0, count);
        }
    }

    private void Sort()
    {
        var order = new (long Time, int Arrival)[_waiting.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (_waiting[i].Reading.SourceTime, i);
        }

        Array.Sort(order);
        var sorted = order.Select(key => _waiting[key.Arrival]).ToList();
        _waiting.Clear();
        _waiting.AddRange(sorted);
        _unsorted = false;
    }
}
