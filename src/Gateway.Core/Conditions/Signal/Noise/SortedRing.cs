using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// The last so many values, in order of arrival and in order of size: quantiles at once, a new value in O(capacity), no allocation.
/// </summary>
internal sealed class SortedRing(int capacity)
{
    private readonly double[] _arrival = new double[capacity];
    private readonly double[] _sorted = new double[capacity];
    private int _next;

    public int Count { get; private set; }

    public bool IsFull => Count == _arrival.Length;

    /// <summary>NaN when empty; the mean of the two middle values of an even count.</summary>
    public double Median => Count == 0 ? double.NaN : 0.5 * (_sorted[(Count - 1) / 2] + _sorted[Count / 2]);

    /// <summary>Finite values only.</summary>
    public void Add(double value)
    {
        var sorted = _sorted.AsSpan(0, Count);
        if (IsFull)
        {
            Remove(sorted, _arrival[_next]);
        }
        else
        {
            Count++;
        }

        Insert(_sorted.AsSpan(0, Count), value);
        _arrival[_next] = value;
        _next = (_next + 1) % _arrival.Length;
    }

    /// <param name="share">0 the least, 1 the greatest; nearest rank. NaN when empty.</param>
    public double Quantile(double share) => Count == 0 ? double.NaN : _sorted[(int)Math.Round(share * (Count - 1))];

    /// <summary>
    /// Median absolute deviation from the median; NaN when empty. Walks outward from the middle, so it needs no second sort.
    /// </summary>
    public double MedianDeviation()
    {
        var median = Median;
        var (left, right) = ((Count - 1) / 2, ((Count - 1) / 2) + 1);
        var (before, last) = (double.NaN, double.NaN);
        for (var taken = 0; taken <= Count / 2 && Count > 0; taken++)
        {
            before = last;
            var fromLeft = left >= 0 ? median - _sorted[left] : double.PositiveInfinity;
            var fromRight = right < Count ? _sorted[right] - median : double.PositiveInfinity;
            last = Math.Min(fromLeft, fromRight);
            (left, right) = fromLeft <= fromRight ? (left - 1, right) : (left, right + 1);
        }

        return Count % 2 == 1 ? last : 0.5 * (before + last);
    }

    public void Clear() => (Count, _next) = (0, 0);

    public void Save(StateWriter writer)
    {
        writer.Write(Count);
        var first = IsFull ? _next : 0;
        for (var i = 0; i < Count; i++)
        {
            writer.Write(_arrival[(first + i) % _arrival.Length]);
        }
    }

    /// <exception cref="InvalidDataException">More values than fit.</exception>
    public void Load(ref StateReader reader)
    {
        Clear();
        var count = reader.ReadInt32();
        if ((uint)count > (uint)_arrival.Length)
        {
            throw new InvalidDataException($"The state holds {count} values where at most {_arrival.Length} fit.");
        }

        for (var i = 0; i < count; i++)
        {
            Add(reader.ReadDouble());
        }
    }

    private static void Remove(Span<double> sorted, double value)
    {
        var at = Math.Max(0, sorted.BinarySearch(value));
        sorted[(at + 1)..].CopyTo(sorted[at..]);
    }

    // The last place of the span is free.
    private static void Insert(Span<double> sorted, double value)
    {
        var filled = sorted[..^1];
        var at = filled.BinarySearch(value);
        at = at < 0 ? ~at : at;
        filled[at..].CopyTo(sorted[(at + 1)..]);
        sorted[at] = value;
    }
}
