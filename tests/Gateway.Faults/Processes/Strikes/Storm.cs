using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>Strikes drawn by lot for a while, now and then two at once.</summary>
internal sealed class Storm(IReadOnlyList<Strike> strikes, FaultedCounty county, Random random)
{
    private const double ChanceOfTwo = 0.3;

    /// <summary>How often each kind struck.</summary>
    public Dictionary<string, int> Struck { get; } = new(StringComparer.Ordinal);

    public async Task RunAsync(TimeSpan length, CancellationToken cancellation)
    {
        var end = TimeProvider.System.GetUtcNow() + length;
        do
        {
            await Strike.HoldAsync(random, 0.2, 1.5, cancellation);
            await Task.WhenAll(Draw().Select(strike => strike.RunAsync(county, new Random(random.Next()), cancellation)));
        }
        while (TimeProvider.System.GetUtcNow() < end);
    }

    public async Task StrikeAsync(Strike strike, CancellationToken cancellation)
    {
        Count(strike);
        await strike.RunAsync(county, new Random(random.Next()), cancellation);
    }

    private List<Strike> Draw()
    {
        List<Strike> drawn = [strikes[random.Next(strikes.Count)]];
        var second = strikes[random.Next(strikes.Count)];
        if (random.NextDouble() < ChanceOfTwo && second.Target != drawn[0].Target)
        {
            drawn.Add(second);
        }

        drawn.ForEach(Count);
        return drawn;
    }

    private void Count(Strike strike) => Struck[strike.Kind] = Struck.GetValueOrDefault(strike.Kind) + 1;
}
