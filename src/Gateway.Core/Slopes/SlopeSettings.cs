using Gateway.Core.Measurements;

namespace Gateway.Core.Slopes;

/// <summary>
/// How the motion of one point is worked out. The same for all tiers of a point; the tiers differ in their criteria only. Defaults are those of
/// rule pack slope-surface for daily and hourly displacement [P].
/// </summary>
public sealed record SlopeSettings
{
    /// <summary>Decision window of velocity, acceleration, angle and forecast. Above zero; 5.3 d for daily data, 24 h for hourly GNSS, 1-12 h for
    /// radar.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(5.3);

    /// <summary>More windows whose velocity alone counts: a short one sees a fast slide that a long one still averages away. At most 4, each below
    /// <see cref="Window"/>.</summary>
    public ValueList<TimeSpan> ShortWindows { get; init; } = [];

    /// <summary>
    /// Evaluation cadence: faster samples are averaged over this time before they enter the window, and only then is anything computed. Above
    /// zero, at most a tenth of the shortest window is sensible. Default 1 h.
    /// </summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Least time between two velocities of the forecast and of "twice in a row"; null = an eighth of the window.</summary>
    public TimeSpan? Apart { get; init; }

    /// <summary>Velocities in the inverse velocity fit, 4 to 7.</summary>
    public int ForecastPoints { get; init; } = 4;

    /// <summary>Least R2 of a forecast.</summary>
    public double LeastR2 { get; init; } = 0.80;

    /// <summary>Farthest forecast: 14 d for daily data, 72 h for hourly data (domain rules 2.4).</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Creep rate of the uniform stage in mm/d; null = learned.</summary>
    public double? V0 { get; init; }

    /// <summary>mm/d; V0 is never taken below it.</summary>
    public double V0Floor { get; init; } = 1.0;

    /// <summary>Standard deviation of one displacement in mm; null = learned.</summary>
    public double? Noise { get; init; }

    /// <summary>Least noise in mm: the instrument cannot be better.</summary>
    public double NoiseFloor { get; init; } = 0.1;

    /// <summary>mm, taken while too little was seen to learn from: what surface GNSS and prisms show (domain rules 2.3).</summary>
    public double NoiseUntilLearned { get; init; } = 5.0;

    /// <summary>V0 and noise are learned over this time from the first sample and fixed then.</summary>
    public TimeSpan LearnFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>True when danger lies in falling values (line of sight that shortens).</summary>
    public bool Falling { get; init; }

    /// <summary>Days.</summary>
    internal double WindowDays => Window.TotalDays;

    internal double ApartDays => (Apart ?? (Window / 8)).TotalDays;
}
