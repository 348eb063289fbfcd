namespace Gateway.Core.Slopes;

/// <summary>Rain that has set off slides elsewhere. It raises attention; alone it is no ground for orange or red (domain rules 2.4).</summary>
public static class RainThresholds
{
    /// <summary>Daily retention of antecedent rain: 0.80 to 0.84.</summary>
    public const double DefaultRetention = 0.84;

    /// <summary>Caine 1980: mean intensity in mm/h, for durations of 0.167 to 500 h.</summary>
    public static double CaineIntensity(double hours) => 14.82 * Math.Pow(hours, -0.39);

    /// <summary>Caine 1980 as a total over the duration, mm.</summary>
    public static double CaineTotal(double hours) => CaineIntensity(hours) * hours;

    /// <summary>Guzzetti et al. 2008, worldwide: mean intensity in mm/h.</summary>
    public static double GuzzettiIntensity(double hours) => 2.20 * Math.Pow(hours, -0.44);

    /// <summary>Effective antecedent rain: each day counts k times less than the one after it.</summary>
    /// <param name="daily">mm a day, today first.</param>
    /// <param name="retention">k, 0 to 1.</param>
    public static double EffectiveAntecedent(ReadOnlySpan<double> daily, double retention = DefaultRetention)
    {
        double total = 0, weight = 1;
        foreach (var rain in daily)
        {
            total += weight * rain;
            weight *= retention;
        }

        return total;
    }
}
