namespace Gateway.Simulators.Signals;

/// <summary>
/// Random numbers that are a pure function of a seed and a counter, so a value depends on when it is, not on how often it
/// was asked for. SplitMix64 finaliser (Steele, Lea, Flood 2014).
/// </summary>
public static class Noise
{
    /// <summary>A stable number for a name, the same in every process.</summary>
    public static ulong SeedOf(ulong seed, string name)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public static double Uniform(ulong seed, ulong counter) => (Mix(seed + (counter * 0x9E3779B97F4A7C15UL)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal with mean 0 and standard deviation 1 (Box-Muller), held within 4 deviations.</summary>
    public static double Gaussian(ulong seed, ulong counter)
    {
        var u = Math.Max(Uniform(seed, counter * 2), 1e-12);
        var v = Uniform(seed, (counter * 2) + 1);
        return Math.Clamp(Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(2 * Math.PI * v), -4, 4);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
