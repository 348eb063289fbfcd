using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Drivers.Mqtt;
using Gateway.Edge.Api;
using Gateway.Edge.Configuration.Reload;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>What the API shows, gathered from the running parts.</summary>
public sealed class SiteView(EdgeRuntime runtime, ConfigurationReloader reloader, AlarmBook alarms, TimeProvider time) : ISiteView
{
    private const int MostClocks = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _started = time.GetUtcNow();

    public IReadOnlyList<IHistoryStore> Histories => runtime.Histories;

    public IReadOnlyList<PointView> Points()
    {
        var now = time.GetUtcNow();
        var drivers = runtime.Drivers.MqttDrivers;
        return [.. runtime.Points.All.Select(point => View(point, now, drivers))];
    }

    public PointView? Point(string id) => runtime.Points.Find(id) is { } point ? View(point, time.GetUtcNow(), runtime.Drivers.MqttDrivers) : null;

    public IReadOnlyList<WarningView> Warnings(int limit) => [.. runtime.Recent.Newest(limit).Select(warning => new WarningView(
        warning.Id, warning.Point.Id, warning.Point.Name, warning.From, warning.To, Time(warning.EventTime), Time(warning.DecidedTime),
        warning.Cause.Reason.Text))];

    public async Task<HealthView> HealthAsync(CancellationToken cancellation)
    {
        var points = runtime.Points.All.ToList();
        var tier = points.Select(point => runtime.Pipeline.Board.Read(point.Index).Tier).Append(runtime.Pipeline.FaultTier).Max();
        IReadOnlyList<BufferFigures> queues = [.. runtime.Pipeline.Buffers, .. runtime.Influx is { } influx ? [influx.GetFigures()] : Array.Empty<BufferFigures>()];
        return new HealthView(
            runtime.Options.Site.Id, ProductVersion.Text, _started, tier, points.Count, [.. runtime.Drivers.Drivers.Select(driver => driver.GetHealth())],
            queues, new LogView(runtime.Log.FirstSequence, runtime.Log.LastSequence, Trouble()), runtime.DiskFree(), reloader.Last, Clocks(), await SummaryAsync(cancellation),
            runtime.Uplink?.Figures, runtime.SelfTest);
    }

    public TraceView? Trace(string device)
    {
        foreach (var line in runtime.Options.Modbus.Lines)
        {
            if (line.Devices.FirstOrDefault(item => item.Id == device) is { } found
                && runtime.Drivers.ModbusDrivers.FirstOrDefault(driver => driver.Id == line.Id) is { } driver)
            {
                return new TraceView(device, [.. driver.Trace.Read((byte)found.Unit).Select(record => record.ToString())]);
            }
        }

        return null;
    }

    public IReadOnlyList<SetAsideView> SetAside() => [.. runtime.Drivers.MqttDrivers.SelectMany(driver => driver.SetAside.Select(message => new SetAsideView(
        driver.Id, Time(message.ReceivedTime), message.Topic, message.Reason, System.Text.Encoding.UTF8.GetString(message.Payload.Span),
        message.PayloadLength)))];

    public Task<ReloadView> ReloadAsync(CancellationToken cancellation) => reloader.ReloadAsync(cancellation);

    public async Task<bool?> SilenceAsync(string sounder, string actor, string reason, CancellationToken cancellation)
    {
        if (runtime.Sounders.FirstOrDefault(item => item.Name == sounder) is not { } found)
        {
            return null;
        }

        runtime.Events.RecordCommand("silence", sounder, actor, reason);
        return await found.SilenceAsync(cancellation);
    }

    // Health must answer also when judging stands still.
    private async Task<AlarmSummaryView?> SummaryAsync(CancellationToken cancellation)
    {
        try
        {
            return await alarms.SummaryAsync(cancellation).WaitAsync(s_patience, time, cancellation);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private PointView View(Point point, DateTimeOffset now, IReadOnlyList<MqttDriver> drivers)
    {
        var value = runtime.Pipeline.Board.Read(point.Index);
        var seen = value.ReceivedTime > 0;
        return new PointView(
            point.Id, point.Name, point.Family, point.Quantity, point.Device, point.Area, point.Unit,
            double.IsFinite(value.Value) ? value.Value : null, value.Text, ApiJson.Name(value.Quality), value.Flags, value.Tier,
            seen ? Time(value.SourceTime) : null, seen ? (now.UtcTicks - value.ReceivedTime) / (double)TimeSpan.TicksPerMillisecond : null,
            ClockOffset(point.Index, drivers)?.TotalSeconds);
    }

    private static TimeSpan? ClockOffset(int point, IReadOnlyList<MqttDriver> drivers)
    {
        foreach (var driver in drivers)
        {
            if (driver.ClockOffsetOf(point) is { } offset)
            {
                return offset;
            }
        }

        return null;
    }

    private IReadOnlyList<ClockView> Clocks() =>
    [
        .. runtime.Drivers.MqttDrivers.SelectMany(driver => driver.Clocks(MostClocks)
            .Select(clock => new ClockView(driver.Id, clock.Topic, clock.OffsetS, clock.IsOff))),
    ];

    private string? Trouble()
    {
        var health = runtime.Pipeline.GetHealth();
        var log = runtime.Log.LastRepair ?? runtime.Log.StartReport;
        var history = runtime.History;
        return health.HistoryMissingSince is var since and not 0 ? $"history is missing since {Time(since):O}"
            : !log.IsClean ? log.Text.En
            : history.Figures.FailingSince is var failing and not 0 ? $"the history database has not been written since {Time(failing):O}: {history.Figures.LastError}"
            : (history.LastRepair ?? history.StartReport) is { IsClean: false } repaired ? repaired.Text.En
            : runtime.Influx?.Trouble;
    }

    private static DateTimeOffset Time(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
