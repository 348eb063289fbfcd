using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>What the risk index of a site is made from. Counts are 0 or more.</summary>
public sealed record SiteRiskInput
{
    /// <summary>Points by their tier; points without a warning are not in it.</summary>
    public TierCounts Tiers { get; init; }

    /// <summary>All points of the site.</summary>
    public int Points { get; init; }

    /// <summary>Points whose signal is lost or broken.</summary>
    public int Lost { get; init; }

    /// <summary>Points with an alarm silenced by a person or by logic.</summary>
    public int Silenced { get; init; }

    /// <summary>Points whose calibration or bump test is overdue.</summary>
    public int Overdue { get; init; }

    /// <summary>People now within reach of the danger, as the site reports them.</summary>
    public int People { get; init; }

    /// <summary>Forecasts that stand.</summary>
    public ValueList<RiskForecast> Forecasts { get; init; } = [];
}

/// <summary>A forecast of failure.</summary>
/// <param name="Remaining">Until the earliest moment forecast; not negative.</param>
/// <param name="Trust">0 to 1.</param>
public sealed record RiskForecast(string PointId, TimeSpan Remaining, double Trust);
