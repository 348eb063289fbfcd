using Gateway.Simulators.Encoding;
using Gateway.Simulators.Faults;

namespace Gateway.Simulators.Scenarios;

/// <summary>What only shows when the whole scenario is seen: names used twice, registers that overlap, faults and events at nobody.</summary>
internal static class ScenarioChecks
{
    public static void Check(Scenario scenario, ScenarioNode node, EventReader events)
    {
        Unique(node, "modbus[].id", scenario.Servers.Select(s => s.Id));
        var devices = scenario.Servers.SelectMany(s => s.Units).Select(u => u.Device).Concat(scenario.MqttDevices.Select(d => d.Device)).ToArray();
        Unique(node, "device", devices);
        foreach (var server in scenario.Servers)
        {
            Unique(node, $"modbus[{server.Id}].unit", server.Units.Select(u => u.Unit.ToString()));
            foreach (var unit in server.Units)
            {
                Unique(node, $"modbus[{server.Id}].{unit.Device}.fields.id", unit.Fields.Select(f => f.Id));
                NoOverlap(node, unit);
            }
        }

        foreach (var change in events.Overrides.Where(o => scenario.Fields(o.Device).All(f => f.Id != o.Field)))
        {
            node.Add("events", $"{change.Device}.{change.Field}", "场景中已有的设备与字段", "a device and field of this scenario");
        }

        CheckFaults(scenario, node, devices);
    }

    private static void CheckFaults(Scenario scenario, ScenarioNode node, string[] devices)
    {
        foreach (var (_, _, fault) in scenario.Faults)
        {
            var server = scenario.Servers.FirstOrDefault(s => s.Id == fault.Target);
            if (fault.Target is { } target && server is null && !devices.Contains(target))
            {
                node.Add("faults", target, "场景中的服务器或设备", "a server or device of this scenario");
            }

            if (fault.Kind == FaultKind.WrongId && server is not null && server.Transport != ServerTransport.Tcp)
            {
                node.Add("faults", $"wrongId -> {server.Id}", "wrongId 仅用于 tcp", "wrongId only where the transport is tcp");
            }
        }
    }

    private static void Unique(ScenarioNode node, string what, IEnumerable<string> names)
    {
        foreach (var twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            node.Add(what, twice.Key, "不重复的名称", "a name used only once");
        }
    }

    private static void NoOverlap(ScenarioNode node, UnitDefinition unit)
    {
        var taken = new Dictionary<(object Table, int Address), string>();
        foreach (var field in unit.Fields)
        {
            var place = field.Register!;
            var width = place.IsSequence ? 2 : RegisterEncoder.Width(place.Type);
            for (var i = 0; i < width; i++)
            {
                if (!taken.TryAdd((place.Table, place.Address + i), field.Id))
                {
                    node.Add(
                        $"{unit.Device}.{field.Id}.address", place.Address + i,
                        $"未被 {taken[(place.Table, place.Address + i)]} 占用的地址",
                        $"an address not taken by {taken[(place.Table, place.Address + i)]}");
                    break;
                }
            }
        }
    }
}
