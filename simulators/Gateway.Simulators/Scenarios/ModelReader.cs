using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Scenarios;

/// <summary>Builds the physical models; rain first, as slopes may name it.</summary>
internal sealed class ModelReader(IReadOnlyDictionary<string, StepFunction> controls)
{
    private static readonly string[] Known = ["gasBox", "gasPlume", "rain", "creep", "powerLoad", "dustCollector", "tank"];
    private readonly Dictionary<string, RainModel> _rain = new(StringComparer.Ordinal);

    /// <summary>All quantities as <c>model.output</c>.</summary>
    public static Dictionary<string, ISignal> Read(ScenarioNode scenario, IReadOnlyDictionary<string, StepFunction> controls)
    {
        var reader = new ModelReader(controls);
        var signals = new Dictionary<string, ISignal>(StringComparer.Ordinal);
        var models = scenario.Object("models");
        var nodes = (models?.Members() ?? []).Select(name => (Name: name, Node: models!.Object(name))).Where(m => m.Node is not null);
        foreach (var (name, node) in nodes.OrderBy(m => m.Node!.Text("model", "-") == "rain" ? 0 : 1))
        {
            foreach (var (output, signal) in reader.Build(name, node!)?.Outputs ?? new Dictionary<string, ISignal>())
            {
                signals[$"{name}.{output}"] = signal;
            }

            node!.Done();
        }

        return signals;
    }

    private ISignalModel? Build(string name, ScenarioNode n)
    {
        var clock = new ModelClock(n.Number("startSeconds", 0, 0), n.Number("timeScale", 1, 1e-6, 1e9));
        switch (n.Text("model"))
        {
            case "gasBox": return GasBox(n, clock);
            case "gasPlume": return GasPlume(n, clock);
            case "rain": return _rain[name] = Rain(n, clock);
            case "creep": return Creep(n, clock);
            case "powerLoad": return PowerLoad(n, clock);
            case "dustCollector": return DustCollector(n, clock);
            case "tank": return Tank(n, clock);
            default:
                n.Add("model", n.Text("model"), $"以下之一：{string.Join(", ", Known)}", $"one of: {string.Join(", ", Known)}");
                return null;
        }
    }

    private GasBoxModel GasBox(ScenarioNode n, ModelClock clock) => new(
        new GasBoxOptions(
            n.Number("releaseM3PerHour", null, 0, 1e6),
            Positive(n, "volumeM3"),
            Positive(n, "airChangesPerHour"),
            Positive(n, "ventilatedAirChangesPerHour"),
            Positive(n, "lelVolPercent", 5),
            n.Number("detectorT90Seconds", 30, 0, 3600)),
        clock,
        Control(n, "ventilation", 0),
        Control(n, "release", 1));

    private GasPlumeModel GasPlume(ScenarioNode n, ModelClock clock) => new(
        new GasPlumeOptions(
            n.Number("releaseM3PerSecond", null, 0, 1e4),
            Positive(n, "rampSeconds"),
            Positive(n, "distanceM"),
            n.Number("crosswindM", 0),
            n.Number("detectorHeightM", 0.5, 0, 500),
            n.Number("sourceHeightM", 0.5, 0, 500),
            Positive(n, "windMPerSecond"),
            Positive(n, "lelVolPercent", 5),
            n.Number("detectorT90Seconds", 30, 0, 3600)),
        clock,
        Control(n, "windFactor", 1));

    private static RainModel Rain(ScenarioNode n, ModelClock clock)
    {
        var storms = new List<Storm>();
        foreach (var storm in n.Objects("storms"))
        {
            storms.Add(new Storm(storm.Number("startHours", null, 0), Positive(storm, "hours"), storm.Number("mm", null, 0, 5000)));
            storm.Done();
        }

        return new RainModel(clock, storms, n.Number("keepPerDay", 0.84, 0.01, 0.99));
    }

    private CreepModel Creep(ScenarioNode n, ModelClock clock)
    {
        var options = new CreepOptions(
            Positive(n, "aPerMm"),
            Positive(n, "failureDays"),
            Positive(n, "maxVelocityMmPerDay", 1000),
            n.Number("rainMmPerDayPerMm", 0, 0, 100));
        if (1 / (options.APerMm * options.MaxVelocityMmPerDay) >= options.FailureDays)
        {
            n.Add("maxVelocityMmPerDay", options.MaxVelocityMmPerDay, "大于初始速度 1/(A tf)", "above the first velocity 1/(A tf)");
            options = new CreepOptions(1, 30);
        }

        var name = n.Text("rain", "");
        var rain = _rain.GetValueOrDefault(name);
        if (name.Length > 0 && (rain is null || rain.Clock != clock))
        {
            n.Add("rain", name, "timeScale 与 startSeconds 相同的 rain 模型", "a rain model with the same timeScale and startSeconds");
        }

        return new CreepModel(options, clock, rain);
    }

    private PowerLoadModel PowerLoad(ScenarioNode n, ModelClock clock) => new(
        new PowerLoadOptions(
            n.Number("standbyKw", null, 0, 1e6),
            Positive(n, "runKw"),
            Positive(n, "rampSeconds", 30),
            n.Number("ambientC", 25, -60, 80),
            n.Number("cableRiseC", 45, 0, 500),
            Positive(n, "cableSeconds", 900),
            Positive(n, "ratedVoltage", 380),
            n.Number("powerFactor", 0.9, 0.01, 1)),
        clock,
        Control(n, "production"));

    private DustCollectorModel DustCollector(ScenarioNode n, ModelClock clock) => new(
        new DustCollectorOptions(
            n.Number("cleanPa", 900, 0, 10_000),
            n.Number("cakePaPerHour", 0, 0, 100_000),
            Positive(n, "fanSeconds", 15),
            n.Number("ambientC", 25, -60, 80),
            n.Number("runTempC", 40, -60, 300),
            n.Number("heatCPerMinute", 2, 0, 1000),
            Positive(n, "selfHeatPerMinute", 0.05),
            Positive(n, "coolSeconds", 600),
            n.Number("maxC", 180, 50, 1000)),
        clock,
        Control(n, "fan"),
        Control(n, "production"));

    private TankModel Tank(ScenarioNode n, ModelClock clock) => new(
        new TankOptions(
            Positive(n, "capacityM3"),
            Positive(n, "heightM", 10),
            Positive(n, "densityKgPerM3", 750),
            n.Number("initialPercent", 50, 0, 100),
            n.Number("inflowM3PerHour", null, 0, 1e6),
            n.Number("outflowM3PerHour", 0, 0, 1e6)),
        clock,
        Control(n, "inlet"),
        Control(n, "outlet", 0));

    private static double Positive(ScenarioNode n, string name, double? fallback = null)
    {
        var value = n.Number(name, fallback, 1e-9, 1e12);
        return value > 0 ? value : 1;
    }

    /// <summary>The control a member names; without the member a constant, or an error when there is no constant.</summary>
    private StepFunction Control(ScenarioNode n, string member, double? constant = null)
    {
        if (constant is { } value && !n.Has(member))
        {
            return new StepFunction(value);
        }

        var name = n.Text(member);
        if (controls.TryGetValue(name, out var control))
        {
            return control;
        }

        var list = string.Join(", ", controls.Keys);
        n.Add(member, name, $"以下控制量之一：{list}", $"one of the controls: {list}");
        return new StepFunction(0);
    }
}
