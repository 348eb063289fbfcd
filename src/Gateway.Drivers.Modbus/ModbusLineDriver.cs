using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus;

/// <summary>Reads every unit of one line at the rate of its points, and switches the line's sounders and beacons.</summary>
public sealed class ModbusLineDriver : IDriver, IOutputWriter
{
    private readonly ModbusLineOptions _line;

    /// <param name="line">Validated by <see cref="ModbusLineOptionsValidator"/>.</param>
    /// <param name="points">The points of this line's devices; bindings validated.</param>
    /// <param name="outlet">Takes the readings.</param>
    /// <param name="source">Index of this line among the gateway's sources.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="logger">For engineers.</param>
    public ModbusLineDriver(
        ModbusLineOptions line, IReadOnlyList<ModbusPoint> points, IReadingOutlet outlet, int source, TimeProvider time, ILogger logger)
    {
        _ = (points, outlet, source, time, logger);
        _line = line;
    }

    public string Id => _line.Id;

    public Task RunAsync(CancellationToken stopping) => throw new NotSupportedException();

    public DriverHealth GetHealth() => throw new NotSupportedException();

    public ValueTask<bool> WriteAsync(string outputId, bool on, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
