namespace Gateway.Core.Slopes;

/// <summary>All that can be said of the motion of one point at one moment: what rules compare and what people are shown.</summary>
public readonly record struct SlopeAssessment
{
    /// <summary>Event time of the newest sample used, UTC ticks; 0 while there is none.</summary>
    public long Time { get; init; }

    /// <summary>Velocity over the decision window.</summary>
    public Velocity Velocity { get; init; }

    /// <summary>True when that velocity counts: above 3 sigma in two evaluations, or in one from 50 mm/d on (domain rules 9.2).</summary>
    public bool Counts { get; init; }

    /// <summary>The greatest velocity that counts of all windows; <see cref="Slopes.Velocity.None"/> when none counts.</summary>
    public Velocity Fastest { get; init; }

    /// <summary>Days of its window.</summary>
    public double FastestWindow { get; init; }

    /// <summary>Change of velocity between the two newest evaluations, mm/d2; NaN with one.</summary>
    public double VelocityChange { get; init; }

    /// <summary>Curvature of the displacement over twice the window: says whether the change is more than noise.</summary>
    public Acceleration Acceleration { get; init; }

    /// <summary>True when the curvature is above its noise (<see cref="SlopeAnalysis.CurvatureSigmas"/>) and the newest velocity counts.</summary>
    public bool IsAccelerating { get; init; }

    /// <summary>Improved tangent angle in degrees; NaN without velocity.</summary>
    public double Angle { get; init; }

    /// <summary>V0 used for it, mm/d.</summary>
    public double EffectiveV0 { get; init; }

    public SlopeForecast Forecast { get; init; }

    /// <summary>Why the forecast must not be used.</summary>
    public ForecastRefusal Refusal { get; init; }

    /// <summary>Standard deviation of one displacement used, mm.</summary>
    public double Noise { get; init; }

    /// <summary>Event time of the last step, UTC ticks; 0 = none.</summary>
    public long StepTime { get; init; }

    public bool IsKnown => Velocity.IsKnown;

    public bool HasForecast => IsKnown && Refusal == ForecastRefusal.None;

    /// <summary>Event time of a forecast, UTC ticks.</summary>
    /// <param name="days">One of the figures of <see cref="Forecast"/>.</param>
    public long TimeOf(double days) => Time + (long)(days * TimeSpan.TicksPerDay);
}
