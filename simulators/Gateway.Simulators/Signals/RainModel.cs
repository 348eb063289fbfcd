namespace Gateway.Simulators.Signals;

/// <summary>
/// Storms of constant intensity. <c>effective</c> is the antecedent rain that drains away by a factor per day
/// (Pe = sum k^i P_i, here in continuous time), the wetness that pushes a slope.
/// </summary>
public sealed class RainModel : ISignalModel
{
    private readonly ModelClock _clock;
    private readonly Storm[] _storms;
    private readonly LinearState _wetness;

    /// <param name="clock">Its scale must be that of the slope it wets.</param>
    /// <param name="storms">May overlap.</param>
    /// <param name="keepPerDay">k, 0.8-0.84 in the literature.</param>
    public RainModel(ModelClock clock, IEnumerable<Storm> storms, double keepPerDay = 0.84)
    {
        (_clock, _storms) = (clock, [.. storms]);
        DrainSeconds = -86400 / Math.Log(keepPerDay);
        var times = _storms.SelectMany(s => new[] { s.Start, s.End }).Append(0).Distinct().Order().ToArray();
        _wetness = new LinearState(0, times, t => (IntensityAt(t) / 3600, -1 / DrainSeconds));
        Outputs = new Dictionary<string, ISignal>
        {
            ["intensity"] = new FunctionSignal(t => IntensityAt(clock.ToModel(t))),
            ["last1h"] = new FunctionSignal(t => WindowAt(clock.ToModel(t), 3600)),
            ["last24h"] = new FunctionSignal(t => WindowAt(clock.ToModel(t), 86400)),
            ["total"] = new FunctionSignal(t => TotalAt(clock.ToModel(t))),
            ["effective"] = new FunctionSignal(t => _wetness.ValueAt(clock.ToModel(t))),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }

    public ModelClock Clock => _clock;

    /// <summary>Time constant of drainage.</summary>
    public double DrainSeconds { get; }

    /// <summary>Wetness at a model time, mm.</summary>
    public double EffectiveAt(double modelSeconds) => _wetness.ValueAt(modelSeconds);

    /// <summary>Integral of the wetness, mm x days: what has come in less what is still there, times the drainage time.</summary>
    public double EffectiveDaysAt(double modelSeconds) =>
        (TotalAt(modelSeconds) - EffectiveAt(modelSeconds)) * DrainSeconds / 86400;

    private double IntensityAt(double m) => _storms.Sum(s => m >= s.Start && m < s.End ? s.Mm / (s.End - s.Start) * 3600 : 0);

    private double TotalAt(double m) => _storms.Sum(s => s.Mm * Math.Clamp((m - s.Start) / (s.End - s.Start), 0, 1));

    private double WindowAt(double m, double seconds) => TotalAt(m) - TotalAt(m - seconds);
}

/// <summary>Rain of constant intensity.</summary>
/// <param name="StartHours">Model hours.</param>
/// <param name="Hours">How long, above 0.</param>
/// <param name="Mm">How much in all.</param>
public sealed record Storm(double StartHours, double Hours, double Mm)
{
    internal double Start => StartHours * 3600;

    internal double End => (StartHours + Hours) * 3600;
}
