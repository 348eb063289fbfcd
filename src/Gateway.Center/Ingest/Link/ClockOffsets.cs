namespace Gateway.Center.Ingest.Link;

/// <summary>How far a gateway's clock is from ours: the median of the last few live messages, so that one that waited somewhere does not count.</summary>
internal sealed class ClockOffsets
{
    /// <summary>With fewer nothing is said.</summary>
    public const int Fewest = 3;

    private const int Most = 9;
    private readonly Queue<double> _newest = new();

    /// <summary>Its clock minus ours, milliseconds; null until measured.</summary>
    public double? MedianMs
    {
        get
        {
            var sorted = _newest.Order().ToArray();
            return sorted.Length >= Fewest ? sorted[sorted.Length / 2] : null;
        }
    }

    /// <param name="sent">By its clock.</param>
    /// <param name="received">By ours.</param>
    public void Add(DateTimeOffset sent, DateTimeOffset received)
    {
        _newest.Enqueue((sent - received).TotalMilliseconds);
        if (_newest.Count > Most)
        {
            _newest.Dequeue();
        }
    }
}
