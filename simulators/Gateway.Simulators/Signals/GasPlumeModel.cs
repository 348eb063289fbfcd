namespace Gateway.Simulators.Signals;

/// <summary>
/// Gas released in the open: Gaussian plume with ground reflection, class D open-country coefficients of Briggs (1973),
/// sigma_y = 0.08 x (1 + 0.0001 x)^-1/2 and sigma_z = 0.06 x (1 + 0.0015 x)^-1/2. Those are fitted from 100 m on; nearer
/// the source this is a plausible shape, not a hazard study. More wind (or a fan) thins the plume.
/// </summary>
public sealed class GasPlumeModel : ISignalModel
{
    public GasPlumeModel(GasPlumeOptions o, ModelClock clock, StepFunction wind)
    {
        var shown = new LaggedApproach(o.DetectorT90Seconds);
        foreach (var time in clock.Breakpoints(wind))
        {
            var level = o.PercentLel(o.WindMPerSecond * Math.Max(0.05, clock.At(wind, time)));
            var start = level * (1 - Math.Exp(-time / o.RampSeconds));
            shown.Add(time, level, start, 1 / o.RampSeconds);
        }

        Outputs = new Dictionary<string, ISignal>
        {
            ["concentration"] = new FunctionSignal(t => shown.ValueAt(clock.ToModel(t))),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }
}

/// <summary>A leak in the open and a detector down the wind.</summary>
/// <param name="ReleaseM3PerSecond">Full release of pure gas, reached with <paramref name="RampSeconds"/>.</param>
/// <param name="RampSeconds">Time constant of the growing leak, model seconds, above 0.</param>
/// <param name="DistanceM">Along the wind, above 0.</param>
/// <param name="CrosswindM">Beside the axis.</param>
/// <param name="DetectorHeightM">Above ground.</param>
/// <param name="SourceHeightM">Above ground.</param>
/// <param name="WindMPerSecond">Multiplied by the wind control.</param>
/// <param name="LelVolPercent">Lower explosive limit, %vol.</param>
/// <param name="DetectorT90Seconds">Detector response, model seconds.</param>
public sealed record GasPlumeOptions(
    double ReleaseM3PerSecond,
    double RampSeconds,
    double DistanceM,
    double CrosswindM,
    double DetectorHeightM,
    double SourceHeightM,
    double WindMPerSecond,
    double LelVolPercent = 5.0,
    double DetectorT90Seconds = 30)
{
    /// <summary>Settled concentration at the detector, %LEL, in a wind of <paramref name="wind"/> m/s.</summary>
    public double PercentLel(double wind)
    {
        var sy = 0.08 * DistanceM / Math.Sqrt(1 + (0.0001 * DistanceM));
        var sz = 0.06 * DistanceM / Math.Sqrt(1 + (0.0015 * DistanceM));
        var across = Math.Exp(-CrosswindM * CrosswindM / (2 * sy * sy));
        var below = DetectorHeightM - SourceHeightM;
        var above = DetectorHeightM + SourceHeightM;
        var up = Math.Exp(-below * below / (2 * sz * sz)) + Math.Exp(-above * above / (2 * sz * sz));
        return ReleaseM3PerSecond / (2 * Math.PI * wind * sy * sz) * across * up * 100 / LelVolPercent * 100;
    }
}
