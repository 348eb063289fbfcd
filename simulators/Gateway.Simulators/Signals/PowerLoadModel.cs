namespace Gateway.Simulators.Signals;

/// <summary>
/// The load of an enterprise: P = S + u (R - S), utilisation u following the production control (0-1) with a ramp.
/// </summary>
public sealed class PowerLoadModel : ISignalModel
{
    public PowerLoadModel(PowerLoadOptions o, ModelClock clock, StepFunction production)
    {
        var times = clock.Breakpoints(production);
        var first = clock.At(production, 0);
        var u = new LinearState(first, times, m => (clock.At(production, m) / o.RampSeconds, -1 / o.RampSeconds));
        double Heat(double m) => o.AmbientC + (o.CableRiseC * Math.Pow(o.Power(clock.At(production, m)) / o.RunKw, 2));
        var cable = new LinearState(Heat(0), times, m => (Heat(m) / o.CableSeconds, -1 / o.CableSeconds));
        double Power(double t) => o.Power(u.ValueAt(clock.ToModel(t)));
        Outputs = new Dictionary<string, ISignal>
        {
            ["utilisation"] = new FunctionSignal(t => u.ValueAt(clock.ToModel(t))),
            ["activePower"] = new FunctionSignal(Power),
            ["current"] = new FunctionSignal(t => Power(t) * 1000 / (Math.Sqrt(3) * o.RatedVoltage * o.PowerFactor)),
            ["energy"] = new FunctionSignal(t => Energy(o, u, clock.ToModel(t))),
            ["cableTemp"] = new FunctionSignal(t => cable.ValueAt(clock.ToModel(t))),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }

    private static double Energy(PowerLoadOptions o, LinearState u, double m) =>
        ((o.StandbyKw * m) + ((o.RunKw - o.StandbyKw) * u.IntegralAt(m))) / 3600;
}

/// <summary>A metered enterprise.</summary>
/// <param name="StandbyKw">S: lighting, pumps, standby.</param>
/// <param name="RunKw">R: full production, above S.</param>
/// <param name="RampSeconds">Time constant of machines starting, model seconds.</param>
/// <param name="AmbientC">Cable temperature without load.</param>
/// <param name="CableRiseC">Rise at R; it goes with the square of the load.</param>
/// <param name="CableSeconds">Thermal time constant, long against the ramp.</param>
/// <param name="RatedVoltage">Line voltage, V.</param>
/// <param name="PowerFactor">0-1.</param>
public sealed record PowerLoadOptions(
    double StandbyKw,
    double RunKw,
    double RampSeconds = 30,
    double AmbientC = 25,
    double CableRiseC = 45,
    double CableSeconds = 900,
    double RatedVoltage = 380,
    double PowerFactor = 0.9)
{
    /// <summary>kW at a settled utilisation.</summary>
    public double Power(double utilisation) => StandbyKw + (utilisation * (RunKw - StandbyKw));
}
