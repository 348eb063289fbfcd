namespace Gateway.Simulators.Modbus;

/// <summary>RTU slaves on a serial device or pseudo-terminal.</summary>
public sealed class ModbusSerialServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _session;

    public ModbusSerialServer(ModbusServerContext context, string path, int baud = 9600)
    {
        Context = context;
        _session = new ModbusSession(context, new SerialLink(path, baud)).RunAsync(_stop.Token);
    }

    public ModbusServerContext Context { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _session;
        _stop.Dispose();
    }
}
