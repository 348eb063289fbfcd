using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>Strikes drawn by lot for a while, as many at once as there are hands.</summary>
internal sealed class Storm(IReadOnlyList<Strike> strikes, int hands, FaultedCounty county, Random random)
{
    private readonly Lock _drawing = new();
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);

    /// <summary>How often each kind struck; to be read when the storm is over.</summary>
    public Dictionary<string, int> Struck { get; } = new(StringComparer.Ordinal);

    public Task RunAsync(TimeSpan length, CancellationToken cancellation)
    {
        var end = TimeProvider.System.GetUtcNow() + length;
        return Task.WhenAll(Enumerable.Range(0, hands).Select(_ => HandAsync(end, cancellation)));
    }

    public async Task StrikeAsync(Strike strike, CancellationToken cancellation)
    {
        Count(strike);
        await strike.RunAsync(county, Seeded(), cancellation);
    }

    private async Task HandAsync(DateTimeOffset end, CancellationToken cancellation)
    {
        do
        {
            await Strike.HoldAsync(Seeded(), 0.2, 1.5, cancellation);
            if (Draw() is { } strike)
            {
                await strike.RunAsync(county, Seeded(), cancellation);
                Release(strike);
            }
        }
        while (TimeProvider.System.GetUtcNow() < end);
    }

    private Strike? Draw()
    {
        lock (_drawing)
        {
            var strike = strikes[random.Next(strikes.Count)];
            if (strike.Target is { } target && !_busy.Add(target))
            {
                return null;
            }

            Count(strike);
            return strike;
        }
    }

    private void Release(Strike strike)
    {
        lock (_drawing)
        {
            _busy.Remove(strike.Target ?? "");
        }
    }

    private Random Seeded()
    {
        lock (_drawing)
        {
            return new Random(random.Next());
        }
    }

    private void Count(Strike strike) => Struck[strike.Kind] = Struck.GetValueOrDefault(strike.Kind) + 1;
}
