namespace Gateway.Simulators.Signals;

/// <summary>
/// Gas released into a well-mixed room: dC/dt = q/V - n C, with n air changes per hour, more of them with the fan on.
/// </summary>
public sealed class GasBoxModel : ISignalModel
{
    public GasBoxModel(GasBoxOptions o, ModelClock clock, StepFunction ventilation, StepFunction release)
    {
        var shown = new LaggedApproach(o.DetectorT90Seconds);
        var start = 0.0;
        var before = 0.0;
        foreach (var time in clock.Breakpoints(ventilation, release))
        {
            start = time > before ? shown.TrueAt(time) : start;
            var changes = clock.At(ventilation, time) >= 0.5 ? o.VentilatedAirChangesPerHour : o.AirChangesPerHour;
            shown.Add(time, o.SteadyPercentLel(clock.At(release, time), changes), start, changes / 3600);
            before = time;
        }

        Outputs = new Dictionary<string, ISignal>
        {
            ["concentration"] = new FunctionSignal(t => shown.ValueAt(clock.ToModel(t))),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }
}

/// <summary>A room with a leak.</summary>
/// <param name="ReleaseM3PerHour">Pure gas, m3/h at room conditions.</param>
/// <param name="VolumeM3">Room volume.</param>
/// <param name="AirChangesPerHour">With the fan off; leaks and doors always change some air, so above 0.</param>
/// <param name="VentilatedAirChangesPerHour">With the fan on.</param>
/// <param name="LelVolPercent">Lower explosive limit, %vol.</param>
/// <param name="DetectorT90Seconds">Detector response, model seconds.</param>
public sealed record GasBoxOptions(
    double ReleaseM3PerHour,
    double VolumeM3,
    double AirChangesPerHour,
    double VentilatedAirChangesPerHour,
    double LelVolPercent = 5.0,
    double DetectorT90Seconds = 30)
{
    /// <summary>The concentration the room settles at, %LEL.</summary>
    public double SteadyPercentLel(double release, double airChangesPerHour) =>
        release * ReleaseM3PerHour / (VolumeM3 * airChangesPerHour) * 100 / LelVolPercent * 100;
}
