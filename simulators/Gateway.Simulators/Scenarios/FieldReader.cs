using Gateway.Simulators.Encoding;
using Gateway.Simulators.Ledger;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Scenarios;

/// <summary>Reads devices and what they show.</summary>
internal sealed class FieldReader(IReadOnlyDictionary<string, ISignal> signals)
{
    public ServerDefinition ReadServer(ScenarioNode n)
    {
        var id = n.Text("id");
        var server = new ServerDefinition(
            id,
            n.Choice<ServerTransport>("transport", ServerTransport.Tcp),
            n.Text("portVariable", $"GATEWAY_{id.ToUpperInvariant().Replace('-', '_')}_PORT"),
            [.. n.Objects("units").Select(ReadUnit)],
            new DialInOptions(
                n.Has("registration") ? n.Text("registration") : "",
                n.Has("heartbeat") ? n.Text("heartbeat") : "",
                n.Number("heartbeatSeconds", 30, 0.01, 86_400)),
            n.Integer("baud", 9600, 1200, 115_200));
        n.Done();
        return server;
    }

    public MqttDeviceDefinition ReadMqttDevice(ScenarioNode n)
    {
        var device = new MqttDeviceDefinition(
            n.Text("device"),
            n.Text("topic"),
            n.Integer("periodMs", 1000, 1, 3_600_000),
            n.Integer("qos", 1, 0, 1),
            [.. n.Objects("fields").Select(f => ReadField(f, modbus: false))]);
        if (device.Topic.AsSpan().IndexOfAny('#', '+') >= 0)
        {
            n.Add("topic", device.Topic, "不含通配符的主题", "a topic without wildcards");
        }

        n.Done();
        return device;
    }

    private UnitDefinition ReadUnit(ScenarioNode n)
    {
        var unit = new UnitDefinition(
            (byte)n.Integer("unit", null, 0, 255),
            n.Text("device"),
            [.. n.Objects("fields").Select(f => ReadField(f, modbus: true))]);
        n.Done();
        return unit;
    }

    private FieldDefinition ReadField(ScenarioNode n, bool modbus)
    {
        var field = new FieldDefinition(
            n.Text("id"),
            Signal(n),
            n.Number("gain", 1),
            n.Has("value") ? n.Number("value") : n.Number("offset", 0),
            n.Number("noise", 0, 0),
            n.Number("min", double.NegativeInfinity),
            n.Number("max", double.PositiveInfinity),
            modbus ? 9 : n.Integer("decimals", 3, 0, 9),
            Levels(n.Object("levels")),
            modbus ? Placement(n) : null);
        n.Done();
        return field;
    }

    private RegisterPlacement Placement(ScenarioNode n)
    {
        var table = n.Choice<RegisterTable>("table", RegisterTable.Holding);
        var isBit = table is RegisterTable.Coil or RegisterTable.Discrete;
        var scale = n.Number("scale", 1);
        if (scale == 0)
        {
            n.Add("scale", 0, "非零的数", "a number other than 0");
            scale = 1;
        }

        var type = n.Choice<RegisterType>("type", isBit ? RegisterType.Bit : RegisterType.UInt16);
        return new RegisterPlacement(
            table,
            n.Integer("address", null, 0, 65_536 - RegisterEncoder.Width(type)),
            isBit ? RegisterType.Bit : type,
            n.Choice<ByteOrder>("order", ByteOrder.Abcd),
            scale,
            n.Flag("sequence"),
            n.Flag("writable"),
            [.. n.Objects("bits").Select(ReadBit)]);
    }

    private BitDefinition ReadBit(ScenarioNode n)
    {
        var bit = new BitDefinition(
            n.Integer("bit", null, 0, 15),
            Signal(n),
            n.Has("field") ? n.Text("field") : null,
            n.Number("atLeast", 0.5));
        n.Done();
        return bit;
    }

    private ISignal? Signal(ScenarioNode n)
    {
        if (!n.Has("signal"))
        {
            return null;
        }

        var name = n.Text("signal");
        if (signals.TryGetValue(name, out var signal))
        {
            return signal;
        }

        var list = string.Join(", ", signals.Keys);
        n.Add("signal", name, $"以下之一：{list}", $"one of: {list}");
        return null;
    }

    private static LevelLimits? Levels(ScenarioNode? n)
    {
        if (n is null)
        {
            return null;
        }

        double? Limit(string name) => n.Has(name) ? n.Number(name) : null;
        var levels = new LevelLimits(n.Flag("low"), [Limit("blue"), Limit("yellow"), Limit("orange"), Limit("red")]);
        n.Done();
        return levels;
    }
}
