namespace Gateway.Simulators.Signals;

/// <summary>
/// A dry dust collector. Differential pressure goes with the square of the fan's speed and with the cake on the bags;
/// without the fan it collapses. While production feeds hot dust into a standing collector the hopper heats up, the
/// faster the hotter it is (the deposit heats itself).
/// </summary>
public sealed class DustCollectorModel : ISignalModel
{
    public DustCollectorModel(DustCollectorOptions o, ModelClock clock, StepFunction fan, StepFunction production)
    {
        var times = clock.Breakpoints(fan, production);
        bool Fan(double m) => clock.At(fan, m) >= 0.5;
        bool Dusty(double m) => clock.At(production, m) >= 0.5;
        var speed = new LinearState(Fan(0) ? 1 : 0, times, m => ((Fan(m) ? 1 : 0) / o.FanSeconds, -1 / o.FanSeconds));
        var cake = new LinearState(o.CleanPa, times, m => (Fan(m) && Dusty(m) ? o.CakePaPerHour / 3600 : 0, 0));
        var start = Fan(0) && Dusty(0) ? o.RunTempC : o.AmbientC;
        var hopper = new LinearState(start, times, m => o.HopperRates(Fan(m), Dusty(m)), high: o.MaxC);
        double Pressure(double m) => cake.ValueAt(m) * Math.Pow(speed.ValueAt(m), 2);
        Outputs = new Dictionary<string, ISignal>
        {
            ["fan"] = new FunctionSignal(t => fan.ValueAt(t)),
            ["production"] = new FunctionSignal(t => production.ValueAt(t)),
            ["dp"] = new FunctionSignal(t => Pressure(clock.ToModel(t))),
            ["hopperTemp"] = new FunctionSignal(t => hopper.ValueAt(clock.ToModel(t))),
        };
    }

    public IReadOnlyDictionary<string, ISignal> Outputs { get; }
}

/// <summary>A dry collector.</summary>
/// <param name="CleanPa">Pressure over clean bags at full fan speed; 500-1500 Pa is usual.</param>
/// <param name="CakePaPerHour">Growth while dust comes in.</param>
/// <param name="FanSeconds">Time constant of the fan running down or up, model seconds.</param>
/// <param name="AmbientC">Outside.</param>
/// <param name="RunTempC">Hopper in normal operation.</param>
/// <param name="HeatCPerMinute">Rise without fan while production runs, at ambient temperature.</param>
/// <param name="SelfHeatPerMinute">Further rise per kelvin above ambient.</param>
/// <param name="CoolSeconds">Cooling time constant with the fan; four times that without.</param>
/// <param name="MaxC">Where a smouldering deposit settles.</param>
public sealed record DustCollectorOptions(
    double CleanPa,
    double CakePaPerHour,
    double FanSeconds,
    double AmbientC,
    double RunTempC,
    double HeatCPerMinute,
    double SelfHeatPerMinute,
    double CoolSeconds,
    double MaxC = 180)
{
    internal (double A, double B) HopperRates(bool fan, bool production)
    {
        if (!fan && production)
        {
            var b = SelfHeatPerMinute / 60;
            return ((HeatCPerMinute / 60) - (b * AmbientC), b);
        }

        var target = fan && production ? RunTempC : AmbientC;
        var tau = fan ? CoolSeconds : CoolSeconds * 4;
        return (target / tau, -1 / tau);
    }
}
