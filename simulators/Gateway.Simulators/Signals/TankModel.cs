namespace Gateway.Simulators.Signals;

/// <summary>A storage tank with an inlet valve and an outlet pump: level is the integral of what comes in less what goes out.</summary>
public sealed class TankModel : ISignalModel
{
    public TankModel(TankOptions o, ModelClock clock, StepFunction inlet, StepFunction outlet)
    {
        double In(double m) => o.InflowM3PerHour * clock.At(inlet, m);
        double Out(double m) => o.OutflowM3PerHour * clock.At(outlet, m);
        var times = clock.Breakpoints(inlet, outlet);
        var level = new LinearState(
            o.InitialPercent, times, m => ((In(m) - Out(m)) / 3600 / o.CapacityM3 * 100, 0), low: 0, high: 100);
        Outputs = new Dictionary<string, ISignal>
        {
            ["level"] = new FunctionSignal(t => level.ValueAt(clock.ToModel(t))),
            ["volume"] = new FunctionSignal(t => level.ValueAt(clock.ToModel(t)) / 100 * o.CapacityM3),
            ["inflow"] = new FunctionSignal(t => t < clock.StartSeconds ? 0 : o.InflowM3PerHour * inlet.ValueAt(t)),
            ["pressure"] = new FunctionSignal(t => level.ValueAt(clock.ToModel(t)) / 100 * o.HeightM * o.DensityKgPerM3 * 9.80665 / 1000),
            ["inletOpen"] = new FunctionSignal(inlet.ValueAt),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }
}

/// <summary>A tank.</summary>
/// <param name="CapacityM3">At 100 %.</param>
/// <param name="HeightM">At 100 %; gives the hydrostatic pressure in kPa.</param>
/// <param name="DensityKgPerM3">Of the liquid.</param>
/// <param name="InitialPercent">Level at the start.</param>
/// <param name="InflowM3PerHour">With the inlet fully open (control 1).</param>
/// <param name="OutflowM3PerHour">With the pump running (control 1).</param>
public sealed record TankOptions(
    double CapacityM3,
    double HeightM,
    double DensityKgPerM3,
    double InitialPercent,
    double InflowM3PerHour,
    double OutflowM3PerHour);
