namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>A driver that runs until the test ends, and must then end in time.</summary>
public sealed class RunningDriver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RunningDriver(ModbusLineDriver driver)
    {
        Driver = driver;
        _running = Task.Run(() => driver.RunAsync(_stop.Token));
    }

    public ModbusLineDriver Driver { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10));
        await Driver.DisposeAsync();
        _stop.Dispose();
    }
}
