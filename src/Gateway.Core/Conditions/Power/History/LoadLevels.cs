namespace Gateway.Core.Conditions;

/// <summary>Standby and run level of a site, in the point's unit (domain rule 4.3).</summary>
/// <param name="Standby">S: what stays on when nobody produces.</param>
/// <param name="Run">R: what production takes.</param>
/// <param name="Spread">Standard deviation of the standby level, robust.</param>
internal readonly record struct LoadLevels(double Standby, double Run, double Spread)
{
    /// <summary>Below this share of the run level the two cannot be told apart, for example of a plant that never stops.</summary>
    private const double LeastDifference = 0.1;

    public bool AreKnown => Run - Standby > LeastDifference * Math.Abs(Run);

    /// <summary>0 at standby, 1 at run.</summary>
    public double UtilisationOf(double power) => (power - Standby) / (Run - Standby);
}
