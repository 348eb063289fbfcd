using Gateway.Edge.Tests.Configuration;
using Gateway.Simulators.Faults;
using Gateway.Simulators.Modbus;
using Gateway.Testing.Peers;

namespace Gateway.Edge.Tests.Composition;

/// <summary>One Modbus device with a value in holding register 0 and a sounder on coil 0; red at 50.</summary>
internal sealed class SounderSite : IAsyncDisposable
{
    private readonly ModbusUnit _unit = new(1, coils: 1, holdings: 1) { Writable = true };
    private readonly int _port = FreePort.Next();
    private ModbusTcpServer? _server;

    public SounderSite() => _server = Serve();

    public string Configuration => ConfigurationFolder.Sound
        .Replace("\"port\": 1},", $"\"port\": {_port}}},", StringComparison.Ordinal)
        .Replace("\"addressBase\": 0}]", "\"addressBase\": 0, \"scanMs\": 50}], \"outputs\": [{\"id\": \"horn\", \"device\": \"d1\", \"kind\": \"sounder\", \"coil\": 0}]", StringComparison.Ordinal)
        .Replace("\"reload\"", "\"notifications\": {\"sounders\": [{\"name\": \"siren\", \"output\": \"horn\", \"tier\": \"red\"}]}, \"reload\"", StringComparison.Ordinal);

    public ushort Value
    {
        set
        {
            lock (_unit.Gate)
            {
                _unit.Holdings[0] = value;
            }
        }
    }

    public bool Sounds
    {
        get
        {
            lock (_unit.Gate)
            {
                return _unit.Coils[0];
            }
        }

        set
        {
            lock (_unit.Gate)
            {
                _unit.Coils[0] = value;
            }
        }
    }

    public async ValueTask LoseAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    public void Return() => _server = Serve();

    public ValueTask DisposeAsync() => LoseAsync();

    private ModbusTcpServer Serve()
    {
        var context = new ModbusServerContext("sounder", new TcpFraming(), new FaultTimetable(1), TimeProvider.System);
        context.Add(_unit);
        return new ModbusTcpServer(context, _port);
    }
}
