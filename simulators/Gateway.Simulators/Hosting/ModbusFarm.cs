using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gateway.Simulators.Encoding;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Modbus;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Hosting;

/// <summary>Many equal Modbus TCP servers for load tests.</summary>
/// <param name="Devices">Servers in all, 1-2000.</param>
/// <param name="Dead">Of these dead: in turn a closed port and a server that accepts and never answers.</param>
/// <param name="Registers">Holding registers of unit 1, 3-65536; 0-1 are the sequence.</param>
/// <param name="ChangeEvery">How often the values change.</param>
/// <param name="BasePort">0 lets the system choose.</param>
public sealed record ModbusFarmOptions(int Devices, int Dead, int Registers, TimeSpan ChangeEvery, int BasePort = 0)
{
    public IEnumerable<ScenarioError> Errors()
    {
        static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
        if (Devices is < 1 or > 2000)
        {
            yield return new ScenarioError("--devices", Text(Devices), "1 到 2000", "1 to 2000");
        }

        if (Dead < 0 || Dead > Devices)
        {
            yield return new ScenarioError("--dead", Text(Dead), "0 到设备数", "0 to the number of devices");
        }

        if (Registers is < 3 or > 65_536)
        {
            yield return new ScenarioError("--registers", Text(Registers), "3 到 65536", "3 to 65536");
        }

        if (ChangeEvery < TimeSpan.FromMilliseconds(1))
        {
            yield return new ScenarioError("--change-ms", ChangeEvery.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), "至少 1", "at least 1");
        }

        if (BasePort < 0 || BasePort + Devices > 65_536)
        {
            yield return new ScenarioError("--base-port", Text(BasePort), "0，或留出足够端口", "0, or one with enough ports above it");
        }
    }
}

/// <summary>The running servers. Register i holds (changes so far + i) modulo 65536.</summary>
public sealed class ModbusFarm : IAsyncDisposable
{
    private readonly List<ModbusTcpServer> _servers = [];
    private readonly List<ModbusUnit> _units = [];
    private readonly ITimer _changing;
    private int _changes;

    public ModbusFarm(ModbusFarmOptions options, TimeProvider time)
    {
        var faults = new FaultTimetable(1);
        for (var i = 0; i < options.Devices; i++)
        {
            var port = options.BasePort > 0 ? options.BasePort + i : 0;
            var dead = DeadAt(i, options);
            if (dead && Dead.Count % 2 == 0)
            {
                Dead.Add(port > 0 ? port : ClosedPort());
                continue;
            }

            Start(options, port, dead, new ModbusServerContext($"device-{i}", new TcpFraming(), faults, time) { Silent = dead });
        }

        _changing = time.CreateTimer(_ => Change(), null, options.ChangeEvery, options.ChangeEvery);
    }

    public List<int> Alive { get; } = [];

    public List<int> Dead { get; } = [];

    public long Requests => _servers.Sum(s => s.Context.Requests);

    /// <summary>Memory of the living servers, in the order of <see cref="Alive"/>.</summary>
    public IReadOnlyList<ModbusUnit> Units => _units;

    public async ValueTask DisposeAsync()
    {
        await _changing.DisposeAsync();
        await Task.WhenAll(_servers.Select(s => s.DisposeAsync().AsTask()));
    }

    /// <summary>Spreads the dead evenly among the living.</summary>
    private static bool DeadAt(int i, ModbusFarmOptions options) =>
        (long)(i + 1) * options.Dead / options.Devices > (long)i * options.Dead / options.Devices;

    private void Start(ModbusFarmOptions options, int port, bool dead, ModbusServerContext context)
    {
        var unit = new ModbusUnit(1, holdings: options.Registers);
        unit.PlaceSequence(RegisterTable.Holding, 0, ByteOrder.Abcd);
        context.Add(unit);
        var server = new ModbusTcpServer(context, port);
        _servers.Add(server);
        (dead ? Dead : Alive).Add(server.Port);
        if (!dead)
        {
            _units.Add(unit);
        }
    }

    private void Change()
    {
        var step = Interlocked.Increment(ref _changes);
        foreach (var unit in _units)
        {
            lock (unit.Gate)
            {
                for (var i = 2; i < unit.Holdings.Length; i++)
                {
                    unit.Holdings[i] = (ushort)(step + i);
                }
            }
        }
    }

    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
