namespace Gateway.Simulators.Scenarios;

/// <summary>The timetable: steps of controls, and fields that show something fixed for a while.</summary>
internal sealed class EventReader
{
    private readonly List<(string Control, double At, double Value, ScenarioNode Node)> _steps = [];

    public List<FieldOverride> Overrides { get; } = [];

    public static EventReader Read(ScenarioNode scenario)
    {
        var reader = new EventReader();
        foreach (var node in scenario.Objects("events"))
        {
            reader.ReadOne(node);
            node.Text("note", "");
            node.Done();
        }

        return reader;
    }

    public IEnumerable<(double Seconds, double Value)> Steps(string control) =>
        _steps.Where(s => s.Control == control).Select(s => (s.At, s.Value));

    public void CheckControls(IReadOnlyCollection<string> known)
    {
        foreach (var step in _steps.Where(s => !known.Contains(s.Control)))
        {
            var list = string.Join(", ", known);
            step.Node.Add("control", step.Control, $"以下之一：{list}", $"one of: {list}");
        }
    }

    private void ReadOne(ScenarioNode node)
    {
        var at = node.Number("atSeconds", null, 0, 1e9);
        if (!node.Has("device"))
        {
            _steps.Add((node.Text("control"), at, node.Number("value"), node));
            return;
        }

        var end = at + node.Number("forSeconds", 1e12, 0.001, 1e12);
        double? value = node.Has("value") ? node.Number("value") : null;
        int? raw = node.Has("raw") ? node.Integer("raw", null, 0, 0xFFFF) : null;
        if (value is null == raw is null)
        {
            node.Add("value", "", "value 或 raw 二选一", "either value or raw");
        }

        Overrides.Add(new FieldOverride(node.Text("device"), node.Text("field"), at, end, value, raw));
    }
}
