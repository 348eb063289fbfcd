using Gateway.Drivers.Modbus;
using Gateway.Drivers.Mqtt;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>Runs the drivers and exchanges only those whose plan changed. Apply and stop are called by one task at a time; reading is free.</summary>
public sealed partial class DriverHost(IReadingOutlet outlet, SourceTable sources, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<DriverHost>();
    private volatile IReadOnlyDictionary<string, Running> _running = new Dictionary<string, Running>();

    public IReadOnlyList<IDriver> Drivers => [.. _running.Values.Select(running => running.Driver)];

    public IReadOnlyList<MqttDriver> MqttDrivers => [.. _running.Values.Select(running => running.Driver).OfType<MqttDriver>()];

    public IReadOnlyList<ModbusLineDriver> ModbusDrivers => [.. _running.Values.Select(running => running.Driver).OfType<ModbusLineDriver>()];

    /// <summary>The publisher of a connection; null when there is none of that id now.</summary>
    public IMqttPublisher? Publisher(string connection) =>
        _running.TryGetValue($"mqtt:{connection}", out var running) ? running.Driver as IMqttPublisher : null;

    /// <summary>The writer of the line an output belongs to; null when there is no such output now.</summary>
    public IOutputWriter? Writer(string outputId) =>
        _running.Values.FirstOrDefault(running => running.Plan.Line?.Outputs.Any(output => output.Id == outputId) == true)?.Driver as IOutputWriter;

    /// <summary>Stops what is gone or changed, starts what is new; the rest runs on without a gap.</summary>
    /// <returns>What was done, a line each.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(IReadOnlyList<DriverPlan> plans)
    {
        var wanted = plans.ToDictionary(plan => plan.Key);
        var next = new Dictionary<string, Running>();
        var changes = new List<string>();
        foreach (var (key, running) in _running)
        {
            if (wanted.TryGetValue(key, out var plan) && plan.Signature == running.Plan.Signature)
            {
                next[key] = running;
                continue;
            }

            changes.Add($"{key}: {(plan is null ? "removed" : "restarted")}");
            await StopAsync(running);
        }

        foreach (var plan in plans.Where(plan => !next.ContainsKey(plan.Key)))
        {
            if (!_running.ContainsKey(plan.Key))
            {
                changes.Add($"{plan.Key}: started");
            }

            next[plan.Key] = Start(plan);
        }

        _running = next;
        return changes;
    }

    /// <summary>Stops all at once: each finishes the transaction in flight.</summary>
    public async Task StopAllAsync()
    {
        await Task.WhenAll(_running.Values.Select(StopAsync));
        _running = new Dictionary<string, Running>();
    }

    private Running Start(DriverPlan plan)
    {
        var source = sources.IndexOf(plan.Key);
        IDriver driver = plan.Line is { } line
            ? new ModbusLineDriver(line, plan.ModbusPoints, outlet, source, time, loggers.CreateLogger<ModbusLineDriver>())
            : new MqttDriver(
                plan.Connection!, plan.MqttBindings, outlet, source, time, loggers.CreateLogger<MqttDriver>(), RegisterPayloadDecoder.Factory);
        var stop = new CancellationTokenSource();
        return new Running(plan, driver, stop, Task.Run(() => RunAsync(driver, stop.Token)));
    }

    private async Task RunAsync(IDriver driver, CancellationToken stopping)
    {
        try
        {
            await driver.RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The way a driver ends.
        }
        catch (Exception exception)
        {
            LogDriverFailed(exception, driver.Id);
        }
    }

    private static async Task StopAsync(Running running)
    {
        await running.Stop.CancelAsync();
        await running.Task;
        await running.Driver.DisposeAsync();
        running.Stop.Dispose();
    }

    [LoggerMessage(7001, LogLevel.Critical, "Driver {Driver} ended by an error of the program; its points will go stale.")]
    private partial void LogDriverFailed(Exception exception, string driver);

    private sealed record Running(DriverPlan Plan, IDriver Driver, CancellationTokenSource Stop, Task Task);
}
