using Gateway.Simulators.Faults;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Hosting;

/// <summary>The Modbus servers of a scenario.</summary>
internal sealed class ServerSet : IAsyncDisposable
{
    private readonly Dictionary<string, ModbusServerContext> _contexts = new(StringComparer.Ordinal);
    private readonly List<IAsyncDisposable> _running = [];

    public Dictionary<string, int> Ports { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> PortVariables { get; } = new(StringComparer.Ordinal);

    public long Requests => _contexts.Values.Sum(c => c.Requests);

    public static void CheckTargets(Scenario scenario, SimulatorOptions options)
    {
        var errors = new List<ScenarioError>();
        foreach (var server in scenario.Servers)
        {
            if (server.Transport == ServerTransport.Serial && !options.SerialPaths.ContainsKey(server.Id))
            {
                errors.Add(new ScenarioError(
                    $"modbus[{server.Id}]", "", $"用 --serial {server.Id}=/dev/... 指定串口", $"a device given by --serial {server.Id}=/dev/..."));
            }

            var target = options.DialInTargets.GetValueOrDefault(server.Id, "");
            if (server.Transport == ServerTransport.DialIn && !TryTarget(target, out _, out _))
            {
                errors.Add(new ScenarioError(
                    $"modbus[{server.Id}]", target, $"用 --dial-in {server.Id}=主机:端口 指定", $"a target given by --dial-in {server.Id}=host:port"));
            }
        }

        errors.AddRange(Strangers("--serial", options.SerialPaths.Keys, scenario, ServerTransport.Serial));
        errors.AddRange(Strangers("--dial-in", options.DialInTargets.Keys, scenario, ServerTransport.DialIn));
        if (errors.Count > 0)
        {
            throw new ScenarioException(errors);
        }
    }

    public ModbusServerContext Add(ServerDefinition server, FaultTimetable faults, TimeProvider time) =>
        _contexts[server.Id] = new ModbusServerContext(
            server.Id, server.Transport == ServerTransport.Tcp ? new TcpFraming() : new RtuFraming(), faults, time);

    public void Start(Scenario scenario, SimulatorOptions options)
    {
        var next = options.BasePort;
        foreach (var server in scenario.Servers)
        {
            var context = _contexts[server.Id];
            switch (server.Transport)
            {
                case ServerTransport.Serial:
                    _running.Add(new ModbusSerialServer(context, options.SerialPaths[server.Id], server.Baud));
                    break;
                case ServerTransport.DialIn:
                    TryTarget(options.DialInTargets[server.Id], out var host, out var port);
                    _running.Add(new ModbusDialIn(context, host, port, server.DialIn));
                    break;
                default:
                    Listen(server, context, next);
                    next += next > 0 ? 1 : 0;
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running)
        {
            await server.DisposeAsync();
        }
    }

    private static IEnumerable<ScenarioError> Strangers(string option, IEnumerable<string> names, Scenario scenario, ServerTransport transport)
    {
        var known = scenario.Servers.Where(s => s.Transport == transport).Select(s => s.Id).ToList();
        var list = known.Count == 0 ? "-" : string.Join(", ", known);
        return names.Except(known, StringComparer.Ordinal)
            .Select(name => new ScenarioError(option, name, $"该场景中此类服务器：{list}", $"a server of that kind in the scenario: {list}"));
    }

    private void Listen(ServerDefinition server, ModbusServerContext context, int port)
    {
        var listener = new ModbusTcpServer(context, port);
        _running.Add(listener);
        Ports[server.Id] = listener.Port;
        PortVariables[server.PortVariable] = listener.Port;
    }

    internal static bool TryTarget(string text, out string host, out int port)
    {
        var at = text.LastIndexOf(':');
        host = at > 0 ? text[..at] : "";
        port = 0;
        return at > 0 && int.TryParse(text.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture, out port) && port is > 0 and < 65_536;
    }
}
