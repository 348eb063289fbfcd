using Gateway.Load.Center.Watching;

namespace Gateway.Load.Center.Edges;

/// <summary>Gateways that each read once a second, spread evenly over it, and say every ten seconds how they are.</summary>
internal sealed class EdgeFleet(int brokerPort, int points) : IAsyncDisposable
{
    private const int StateEverySeconds = 10;
    private const int ConnectAtOnce = 50;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);
    private const int Most = 8192;

    // Never moved while the pacing task reads them.
    private readonly List<SimulatedEdge> _edges = new(Most);
    private readonly List<Task> _publishing = new(Most);
    private readonly CancellationTokenSource _stop = new();
    private Task _pacing = Task.CompletedTask;
    private long _skipped;
    private volatile int _active;

    public LatencyBook Receipts { get; } = new();

    public IReadOnlyList<SimulatedEdge> Edges => _edges;

    /// <summary>Batches that were due while the one before still waited for the broker.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    public long ReadingsSent => _edges.Sum(edge => edge.ReadingsSent);

    public long Refused => _edges.Sum(edge => edge.Refused);

    public int AskedAgain => _edges.Sum(edge => edge.AskedAgain);

    public int Unreceipted => _edges.Sum(edge => edge.Unreceipted);

    /// <summary>Connects more of them and lets them introduce themselves; then they read.</summary>
    public async Task GrowAsync(int count, CancellationToken cancellation)
    {
        foreach (var group in Enumerable.Range(_edges.Count, count - _edges.Count).Chunk(ConnectAtOnce))
        {
            var added = group.Select(number => new SimulatedEdge(brokerPort, number, points, Receipts)).ToList();
            added.ForEach(edge => edge.Connect());
            _edges.AddRange(added);
            _publishing.AddRange(added.Select(_ => Task.CompletedTask));
            while (!added.TrueForAll(edge => edge.IsOnline))
            {
                await Task.Delay(s_tick, TimeProvider.System, cancellation);
            }

            await Task.WhenAll(added.Select(edge => edge.IntroduceAsync(cancellation)));
        }

        _active = _edges.Count;
        _pacing = _pacing.IsCompleted ? Task.Run(() => PaceAsync(_stop.Token), CancellationToken.None) : _pacing;
    }

    /// <summary>No more readings; connections stay.</summary>
    public void Rest() => _active = 0;

    public void GoOn() => _active = _edges.Count;

    /// <summary>Until every gateway that reads has had a receipt for readings of this moment or later.</summary>
    /// <returns>How long it took; null when the time is over.</returns>
    public async Task<TimeSpan?> WaitForJoinAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var (start, wanted) = (TimeProvider.System.GetTimestamp(), _edges.Select(edge => edge.LastReading + 1).ToList());
        while (wanted.Where((sequence, i) => _edges[i].ReadingsReceipted < sequence).Any())
        {
            if (TimeProvider.System.GetElapsedTime(start) > longest)
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Until everything sent is receipted.</summary>
    /// <returns>Gateways that still miss a receipt when the time is over.</returns>
    public async Task<int> WaitForReceiptsAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_edges.Exists(edge => !edge.IsReceipted) && TimeProvider.System.GetElapsedTime(start) < longest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        return _edges.Count(edge => !edge.IsReceipted);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _pacing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_edges.Select(edge => edge.DisposeAsync().AsTask()));
        _stop.Dispose();
    }

    /// <summary>Edge i is due at i/n of each second; what is late is caught up, not left out.</summary>
    private async Task PaceAsync(CancellationToken stopping)
    {
        using var ticks = new PeriodicTimer(s_tick, TimeProvider.System);
        var start = TimeProvider.System.GetTimestamp();
        var (done, count) = (0L, 0);
        while (await ticks.WaitForNextTickAsync(stopping))
        {
            if (_active != count)
            {
                (count, done, start) = (_active, 0, TimeProvider.System.GetTimestamp());
            }

            for (var due = (long)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * count); done < due; done++)
            {
                Start((int)(done % count), done / count % StateEverySeconds == done % StateEverySeconds, stopping);
            }
        }
    }

    private void Start(int index, bool says, CancellationToken stopping)
    {
        if (_publishing[index].IsCompleted)
        {
            _publishing[index] = PublishAsync(_edges[index], says, stopping);
        }
        else
        {
            Interlocked.Increment(ref _skipped);
        }
    }

    private static async Task PublishAsync(SimulatedEdge edge, bool says, CancellationToken stopping)
    {
        await edge.ReadAsync(stopping);
        if (says)
        {
            await edge.SayAsync(stopping);
        }
    }
}
