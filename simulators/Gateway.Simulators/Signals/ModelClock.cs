namespace Gateway.Simulators.Signals;

/// <summary>Maps scenario seconds to a model's own seconds: a creep of 30 days may pass in 40 s of scenario.</summary>
/// <param name="StartSeconds">Scenario second at which the model's time begins; before it the model stands at 0.</param>
/// <param name="Scale">Model seconds per scenario second, above 0.</param>
public sealed record ModelClock(double StartSeconds = 0, double Scale = 1)
{
    public double ToModel(double scenarioSeconds) => Math.Max(0, (scenarioSeconds - StartSeconds) * Scale);

    public double ToScenario(double modelSeconds) => StartSeconds + (modelSeconds / Scale);

    /// <summary>A control at a model time; just after it, so that a step at that very moment counts.</summary>
    public double At(StepFunction control, double modelSeconds) => control.ValueAt(ToScenario(modelSeconds) + 1e-9);

    /// <summary>Model seconds at which any of the controls changes, rising, beginning with 0.</summary>
    public double[] Breakpoints(params StepFunction[] controls) =>
        [.. controls.SelectMany(c => c.Steps).Select(ToModel).Append(0).Distinct().Order()];
}
