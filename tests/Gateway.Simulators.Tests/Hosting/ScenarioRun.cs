using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Tests.Hosting;

/// <summary>Scenario files of the repository, and the values they give without any wire.</summary>
internal static class ScenarioRun
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "scenarios");

    public static Scenario Load(string name) => ScenarioLoader.Load(Path.Combine(Folder, name + ".json"));

    /// <summary>Values of a field, one per step.</summary>
    public static IEnumerable<(double T, double Value)> Values(Scenario scenario, string device, string field, double step = 0.1, ulong? seed = null)
    {
        var definition = scenario.Fields(device).Single(f => f.Id == field);
        var state = new FieldState(definition, device, seed ?? scenario.Seed, scenario.TickMs, scenario.Overrides);
        for (var t = 0.0; t <= scenario.DurationSeconds; t += step)
        {
            yield return (t, state.ValueAt(t, t));
        }
    }
}
