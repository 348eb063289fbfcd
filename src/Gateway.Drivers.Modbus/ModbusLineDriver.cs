using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Modbus.Outputs;
using Gateway.Drivers.Modbus.Polling;
using Gateway.Drivers.Modbus.Transports;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus;

/// <summary>
/// Reads every unit of one line at the rate of its points, and switches the line's sounders and beacons. Connects, polls, and connects again
/// for as long as it runs; nothing the line does ends it.
/// </summary>
public sealed partial class ModbusLineDriver : IDriver, IOutputWriter
{
    private static readonly TimeSpan QuickReconnect = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowestReconnect = TimeSpan.FromSeconds(30);

    private readonly ModbusLineOptions _line;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IChannelFactory _channels;
    private readonly UnitState[] _units;
    private readonly LinePoller _poller;
    private readonly OutputWriter _outputs;
    private readonly Random _jitter;
    private volatile ModbusClient? _client;
    private bool _down;
    private bool _everOpen;

    /// <param name="line">Validated by <see cref="ModbusLineOptionsValidator"/>.</param>
    /// <param name="points">The points of this line's devices; bindings validated.</param>
    /// <param name="outlet">Takes the readings.</param>
    /// <param name="source">Index of this line among the gateway's sources.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="logger">For engineers.</param>
    /// <param name="channels">How to reach the line; null = as the options say.</param>
    public ModbusLineDriver(
        ModbusLineOptions line, IReadOnlyList<ModbusPoint> points, IReadingOutlet outlet, int source, TimeProvider time, ILogger logger,
        IChannelFactory? channels = null)
    {
        (_line, _time, _logger) = (line, time, logger);
        _channels = channels ?? ChannelFactories.Create(line.Transport, time);
        Trace = new Trace.WireTrace(line.Devices.Select(d => (byte)d.Unit), time);
        _units = [.. line.Devices.Select(d => new UnitState(d, PollPlanner.Plan(d, [.. points.Where(p => p.Binding.Device == d.Id)])))];
        _poller = new LinePoller(_units, outlet, source, line.InFlight, GiveUpAfter(line.Transport.Kind), time, logger);
        _outputs = new OutputWriter(line);
        _jitter = new Random(source);
    }

    public string Id => _line.Id;

    /// <summary>What went over the wire lately, unit by unit.</summary>
    public Trace.WireTrace Trace { get; }

    public async Task RunAsync(CancellationToken stopping)
    {
        var wait = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var replied = await PollOnceConnectedAsync(stopping);
                wait = replied ? QuickReconnect : await DownAsync("The connection gave no reply.", wait);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                wait = await DownAsync(e.Message, wait);
            }

            await Task.Delay(wait, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public DriverHealth GetHealth()
    {
        var devices = _units.Select(u => u.GetHealth()).ToArray();
        var polled = _units.Where(u => u.Blocks.Count > 0).Select(u => u.Link).Distinct().ToArray();
        var state = polled switch
        {
            [] => LinkState.Starting,
            [var same] => same,
            _ => LinkState.Degraded,
        };
        return new DriverHealth(Id, _line.Transport.Kind == TransportKind.Tcp ? "modbus-tcp" : "modbus-rtu", state, devices);
    }

    /// <summary>Writes between two polls. False for an output that is not of this line.</summary>
    public ValueTask<bool> WriteAsync(string outputId, bool on, CancellationToken cancellation) =>
        _outputs.WriteAsync(_client, outputId, on, cancellation);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _poller.Dispose();
        await _channels.DisposeAsync();
    }

    private async Task<bool> PollOnceConnectedAsync(CancellationToken stopping)
    {
        var channel = await _channels.OpenAsync(stopping);
        using var client = new ModbusClient(channel, ChannelFactories.ClientOptions(_line), _time, Trace);
        _client = client;
        _everOpen = true;
        if (_down)
        {
            _down = false;
            LogReconnected(_logger, Id);
        }

        try
        {
            return await _poller.RunAsync(client, stopping) || stopping.IsCancellationRequested;
        }
        finally
        {
            _client = null;
        }
    }

    /// <summary>Tells everybody once a failed attempt and returns how long to wait before the next.</summary>
    private async Task<TimeSpan> DownAsync(string error, TimeSpan last)
    {
        if (!_down)
        {
            _down = true;
            LogDown(_logger, Id, error);
        }

        try
        {
            await _poller.LineFailedAsync(error, _everOpen);
        }
        catch (Exception e)
        {
            LogOutletFailed(_logger, Id, e);
        }

        if (_line.Transport.Kind == TransportKind.DialIn)
        {
            // Waiting for the device to connect is the pause already.
            return TimeSpan.Zero;
        }

        var doubled = last < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : last * 2;
        var longest = doubled < SlowestReconnect ? doubled : SlowestReconnect;
        return longest * (0.8 + 0.2 * _jitter.NextDouble());
    }

    /// <summary>A half-open TCP connection never tells; a serial port cannot be half-open, and a device that dialled in is slow to do so again.</summary>
    private static int GiveUpAfter(TransportKind kind) => kind switch
    {
        TransportKind.Rtu => int.MaxValue,
        TransportKind.DialIn => 10,
        _ => 3,
    };

    [LoggerMessage(1010, LogLevel.Warning, "Modbus line {Line} is down and will be tried again. {Error}")]
    private static partial void LogDown(ILogger logger, string line, string error);

    [LoggerMessage(1012, LogLevel.Error, "The readings of Modbus line {Line} could not be handed over.")]
    private static partial void LogOutletFailed(ILogger logger, string line, Exception exception);

    [LoggerMessage(1011, LogLevel.Information, "Modbus line {Line} is connected again.")]
    private static partial void LogReconnected(ILogger logger, string line);
}
