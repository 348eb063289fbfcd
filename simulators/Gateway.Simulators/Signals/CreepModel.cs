namespace Gateway.Simulators.Signals;

/// <summary>
/// Tertiary creep to failure after Voight and Fukuzono with alpha = 2: V = 1/(A (tf - t)), D = ln(tf/(tf - t))/A. Near
/// failure the velocity is held at a limit (the mass slides). Rain adds a velocity in proportion to the wetness.
/// </summary>
public sealed class CreepModel : ISignalModel
{
    private readonly CreepOptions _options;
    private readonly RainModel? _rain;

    /// <param name="options">The curve.</param>
    /// <param name="clock">Model time of the slope.</param>
    /// <param name="rain">Must run on the same clock; null for a dry slope.</param>
    public CreepModel(CreepOptions options, ModelClock clock, RainModel? rain = null)
    {
        (_options, _rain) = (options, rain);
        Outputs = new Dictionary<string, ISignal>
        {
            ["displacement"] = new FunctionSignal(t => DisplacementAt(clock.ToModel(t) / 86400)),
            ["velocity"] = new FunctionSignal(t => VelocityAt(clock.ToModel(t) / 86400)),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }

    /// <summary>mm at a model day.</summary>
    public double DisplacementAt(double days)
    {
        var held = Math.Min(days, SlideDay);
        var creep = Math.Log(_options.FailureDays / (_options.FailureDays - held)) / _options.APerMm;
        var slide = (days - held) * _options.MaxVelocityMmPerDay;
        return creep + slide + (_options.RainMmPerDayPerMm * (_rain?.EffectiveDaysAt(days * 86400) ?? 0));
    }

    /// <summary>mm/d at a model day.</summary>
    public double VelocityAt(double days)
    {
        var creep = days >= SlideDay ? _options.MaxVelocityMmPerDay : 1 / (_options.APerMm * (_options.FailureDays - days));
        return creep + (_options.RainMmPerDayPerMm * (_rain?.EffectiveAt(days * 86400) ?? 0));
    }

    /// <summary>The day at which the curve reaches the highest velocity.</summary>
    private double SlideDay => _options.FailureDays - (1 / (_options.APerMm * _options.MaxVelocityMmPerDay));
}

/// <summary>Parameters of the creep.</summary>
/// <param name="APerMm">A, 1/mm, above 0.</param>
/// <param name="FailureDays">tf, model days from the start.</param>
/// <param name="MaxVelocityMmPerDay">Velocity of the sliding mass.</param>
/// <param name="RainMmPerDayPerMm">Velocity added per mm of effective rain.</param>
public sealed record CreepOptions(
    double APerMm,
    double FailureDays,
    double MaxVelocityMmPerDay = 1000,
    double RainMmPerDayPerMm = 0);
