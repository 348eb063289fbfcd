namespace Gateway.Core.Tests.Slopes;

/// <summary>Made-up displacement series.</summary>
internal static class SlopeData
{
    public static readonly long Start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Samples at the hours 0 to <paramref name="last"/>.</summary>
    public static (long[] Times, double[] Values) Hourly(int last, Func<int, double> displacement) => Every(1, last, displacement);

    /// <summary>Samples every <paramref name="hours"/> hours, <paramref name="last"/> of them after the first; the function is given the hour.</summary>
    public static (long[] Times, double[] Values) Every(int hours, int last, Func<int, double> displacement) =>
        ([.. Enumerable.Range(0, last + 1).Select(h => Start + (h * hours * TimeSpan.TicksPerHour))],
            [.. Enumerable.Range(0, last + 1).Select(h => displacement(h * hours))]);

    /// <summary>Normally distributed with mean 0 and deviation 1 (Box and Muller).</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
