namespace Gateway.Simulators.Ledger;

/// <summary>Levels a value climbs through, as the scenario tells them; the gateway has limits of its own.</summary>
/// <param name="Low">True when danger lies below (a collapsing pressure).</param>
/// <param name="Limits">Blue, yellow, orange, red; null where a level does not exist.</param>
public sealed record LevelLimits(bool Low, double?[] Limits)
{
    /// <summary>Names by index, from 1.</summary>
    public static readonly string[] Names = ["none", "blue", "yellow", "orange", "red"];

    /// <summary>Highest level reached, 0 for none. A value exactly at a limit has reached it.</summary>
    public int LevelOf(double value)
    {
        for (var i = Limits.Length - 1; i >= 0; i--)
        {
            if (Limits[i] is { } limit && (Low ? value <= limit : value >= limit))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Clearly back: a tenth of the first limit away from it, so that noise does not start a new story.</summary>
    public bool IsClear(double value)
    {
        var first = Limits.FirstOrDefault(l => l is not null) ?? 0;
        return Low ? value >= first + (Math.Abs(first) * 0.1) : value <= first - (Math.Abs(first) * 0.1);
    }
}
