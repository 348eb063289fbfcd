namespace Gateway.Load.Center.Watching;

/// <summary>Latencies of one kind, in milliseconds. Thread-safe.</summary>
internal sealed class LatencyBook
{
    private readonly Lock _gate = new();
    private List<double> _values = [];

    /// <param name="from">Of <see cref="TimeProvider.GetTimestamp"/>.</param>
    public void Add(long from, long to) => Add(TimeProvider.System.GetElapsedTime(from, to).TotalMilliseconds);

    public void Add(double milliseconds)
    {
        lock (_gate)
        {
            _values.Add(milliseconds);
        }
    }

    /// <summary>What came since the last call.</summary>
    public Latencies Take()
    {
        lock (_gate)
        {
            var taken = _values;
            _values = [];
            taken.Sort();
            return new Latencies(taken);
        }
    }
}

/// <param name="Sorted">Milliseconds, smallest first.</param>
internal sealed record Latencies(IReadOnlyList<double> Sorted)
{
    public int Count => Sorted.Count;

    public double Max => Count == 0 ? double.NaN : Sorted[^1];

    /// <summary>Nearest rank.</summary>
    /// <exception cref="InvalidDataException">Nothing was measured.</exception>
    public double Percentile(double percent) =>
        Count > 0 ? Sorted[Math.Max(0, (int)Math.Ceiling(Count * percent / 100) - 1)] : throw new InvalidDataException("Nothing was measured.");
}
