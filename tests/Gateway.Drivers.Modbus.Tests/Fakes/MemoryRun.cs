using Gateway.Core.Measurements;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>A driver on a line in memory and on a clock the test moves; everything happens on the thread that moves it.</summary>
public sealed class MemoryRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ModbusLineDriver _driver;
    private readonly Task _running;

    public MemoryRun(
        ModbusLineOptions line, IReadOnlyList<ModbusPoint> points, Func<MemoryRequest, byte[]?> answer, int latencyMs = 5, ILogger? logger = null)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        Start = _clock.GetUtcNow();
        Line = new MemoryLine(line.Transport.Kind != TransportKind.Tcp, _clock, TimeSpan.FromMilliseconds(latencyMs), answer);
        _driver = new ModbusLineDriver(line, points, Outlet, 0, _clock, logger ?? NullLogger.Instance, Line);
        _running = _driver.RunAsync(_stop.Token);
    }

    public DateTimeOffset Start { get; }

    public MemoryLine Line { get; }

    public CollectingOutlet Outlet { get; } = new();

    public ModbusLineDriver Driver => _driver;

    public void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The last reading of each point.</summary>
    public Dictionary<int, Reading> Last() => Outlet.Readings.GroupBy(r => r.Point).ToDictionary(g => g.Key, g => g.Last());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        for (var i = 0; i < 100 && !_running.IsCompleted; i++)
        {
            Advance(0.1);
        }

        await _running.WaitAsync(TimeSpan.FromSeconds(10));
        await _driver.DisposeAsync();
        _stop.Dispose();
    }
}
