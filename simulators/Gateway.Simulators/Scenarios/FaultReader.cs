using Gateway.Simulators.Faults;

namespace Gateway.Simulators.Scenarios;

/// <summary>The timetable of wire faults.</summary>
internal static class FaultReader
{
    public static IReadOnlyList<(double From, double To, Fault Fault)> Read(ScenarioNode scenario)
    {
        var faults = new List<(double, double, Fault)>();
        foreach (var node in scenario.Objects("faults"))
        {
            var from = node.Number("atSeconds", null, 0, 1e9);
            var to = from + node.Number("forSeconds", null, 0.001, 1e9);
            faults.Add((from, to, ReadOne(node)));
            node.Text("note", "");
            node.Done();
        }

        return faults;
    }

    private static Fault ReadOne(ScenarioNode node) => new(
        node.Choice<FaultKind>("kind"),
        node.Has("target") ? node.Text("target") : null,
        node.Has("unit") ? (byte)node.Integer("unit", null, 0, 255) : null,
        node.Integer("delayMs", 1000, 0, 600_000),
        (byte)node.Integer("exceptionCode", 4, 1, 255),
        node.Number("probability", 1, 0, 1));
}
