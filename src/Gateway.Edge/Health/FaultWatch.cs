using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Pipeline.Faults;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Health;

/// <summary>
/// Looks at log, history, time-series sink and disk on a beat and turns what is wrong with them into alarms of the gateway itself,
/// through the same channels as any other warning. Each is raised once and ends when the trouble does, or when a person has seen it.
/// </summary>
public sealed partial class FaultWatch(EdgeRuntime runtime, TimeProvider time, ILogger<FaultWatch> logger)
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>A store that takes nothing for this long is told; the log keeps the data meanwhile.</summary>
    public static readonly TimeSpan StandsAfter = TimeSpan.FromMinutes(10);

    /// <summary>The alarm about lost readings ends this long after the last loss.</summary>
    public static readonly TimeSpan LossEndsAfter = TimeSpan.FromMinutes(10);

    /// <summary>Free space below which the disk counts as short, bytes.</summary>
    public const long LeastFree = 256L << 20;

    /// <summary>What happened at start waits this long for the broker connections to come up, so that their channels can tell it.</summary>
    private static readonly TimeSpan ConnectionsHave = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = logger;
    private readonly long _started = time.GetTimestamp();
    private object? _toldLog;
    private object? _toldHistory;
    private long _lost;
    private long _lostAtRaise;
    private long _lossBegan;
    private long _lastLoss;
    private long _sinkTroubleSince;
    private long _setAside;

    /// <summary>Runs until cancelled; never throws for trouble.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                await TryLookAsync();
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    /// <summary>One look at everything; not by two callers at once.</summary>
    public async Task LookAsync()
    {
        if (!ConnectionsAreUp() && time.GetElapsedTime(_started) < ConnectionsHave)
        {
            return;
        }

        var now = time.GetUtcNow().UtcTicks;
        await LookAtLogAsync();
        await LookAtHistoryAsync(now);
        await LookAtLossesAsync(now);
        await LookAtSinkAsync(now);
        await LookAtDiskAsync();
        await LookAtLinkAsync();
    }

    private async Task TryLookAsync()
    {
        try
        {
            await LookAsync();
        }
        catch (Exception error)
        {
            LogLookFailed(error);
        }
    }

    private bool ConnectionsAreUp()
    {
        var telling = runtime.Options.Notifications.Mqtt.Select(channel => channel.Connection).ToHashSet();
        return runtime.Drivers.MqttDrivers.All(
            driver => !telling.Contains(driver.Id) || driver.GetHealth().State is LinkState.Online or LinkState.Degraded);
    }

    private async Task LookAtLogAsync()
    {
        var report = runtime.Log.LastRepair ?? runtime.Log.StartReport;
        if (report.IsDamaged && !ReferenceEquals(report, _toldLog))
        {
            _toldLog = report;
            await HappenedAsync(GatewayFault.LogDamaged, "logDamaged", report.Text);
        }
    }

    private async Task LookAtHistoryAsync(long now)
    {
        var report = runtime.History.LastRepair ?? runtime.History.StartReport;
        if (report.DamagedFile is not null && !ReferenceEquals(report, _toldHistory))
        {
            _toldHistory = report;
            await HappenedAsync(GatewayFault.StoreDamaged, "historyDamaged", report.Text);
        }

        var figures = runtime.History.Figures;
        await SetAsync(
            GatewayFault.StoreStands, Stands(figures.FailingSince, now),
            () => new(
                $"历史数据库自 {Utc(figures.FailingSince)} 起未写入，数据暂存于日志（{figures.LastError}）",
                $"the history database has not been written since {Utc(figures.FailingSince)}; the log keeps the data ({figures.LastError})"),
            new("历史数据库恢复写入", "the history database is written again"));
    }

    private async Task LookAtLossesAsync(long now)
    {
        var lost = runtime.Log.Figures.LostReadings + runtime.Log.Figures.DamagedRows + runtime.Pipeline.GetHealth().MissingReadings;
        if (lost > _lost)
        {
            (_lossBegan, _lostAtRaise) = runtime.Pipeline.Holds(GatewayFault.ReadingsLost) && _lossBegan != 0 ? (_lossBegan, _lostAtRaise) : (now, _lost);
            (_lost, _lastLoss) = (lost, now);
        }

        var holds = _lastLoss != 0 && now - _lastLoss < LossEndsAfter.Ticks;
        await SetAsync(GatewayFault.ReadingsLost, holds, LossText, LossEnded());
    }

    private LocalizedText LossEnded() => _lastLoss == 0
        ? new("重启后未再丢失读数", "no readings were lost since the restart")
        : new(
            $"{Utc(_lossBegan)} 至 {Utc(_lastLoss)} 的部分读数未能保存，共约 {_lost - _lostAtRaise} 条；此后未再丢失",
            $"from {Utc(_lossBegan)} to {Utc(_lastLoss)} a part of the readings was not kept, about {_lost - _lostAtRaise} in all; none since");

    private LocalizedText LossText()
    {
        var reason = runtime.Log.Figures.LastGap is { } gap ? GapRecord.Describe(gap.Reason) : GapRecord.Describe(GapReason.NotStored);
        return new(
            $"自 {Utc(_lossBegan)} 起有读数未能保存（{reason.Zh}）：历史记录将有缺口，预警不受影响",
            $"since {Utc(_lossBegan)} readings have not been kept ({reason.En}): the history has a gap; warnings still go out");
    }

    private async Task LookAtSinkAsync(long now)
    {
        if (runtime.Influx is not { } sink)
        {
            return;
        }

        var trouble = sink.Trouble;
        _sinkTroubleSince = trouble is null ? 0 : _sinkTroubleSince == 0 ? now : _sinkTroubleSince;
        await SetAsync(
            GatewayFault.SinkStands, Stands(_sinkTroubleSince, now),
            () => new(
                $"时序数据库自 {Utc(_sinkTroubleSince)} 起未接收数据，数据暂存于日志（{trouble}）",
                $"the time-series store has taken nothing since {Utc(_sinkTroubleSince)}; the log keeps the data ({trouble})"),
            new("时序数据库恢复接收", "the time-series store takes readings again"));
        var setAside = sink.SetAside.Count;
        if (setAside > _setAside)
        {
            await RaiseAsync(GatewayFault.LinesSetAside, new(
                $"时序数据库拒收 {setAside - _setAside} 条数据，已另行保存", $"the time-series store refused {setAside - _setAside} lines; they were set aside"));
            _setAside = setAside;
        }
    }

    private async Task LookAtLinkAsync()
    {
        if (runtime.Uplink is not { } uplink)
        {
            return;
        }

        var since = uplink.SilentSince;
        await SetAsync(
            GatewayFault.LinkSilent, since is not null,
            () => new(
                $"预警中心自 {Utc(since!.Value.UtcTicks)} 起未确认任何数据，数据暂存于网关；本地报警不受影响，请电话报告",
                $"the warning center has confirmed nothing since {Utc(since!.Value.UtcTicks)}; the gateway keeps the data. Local warnings still sound: report by telephone"),
            new("预警中心恢复确认", "the warning center confirms again"));
    }

    private async Task LookAtDiskAsync()
    {
        if (runtime.DiskFree() is not { } free)
        {
            return;
        }

        // Twice the room before it ends, so that it does not come and go with every trimming.
        var isShort = free < (runtime.Pipeline.Holds(GatewayFault.DiskShort) ? 2 * LeastFree : LeastFree);
        await SetAsync(
            GatewayFault.DiskShort, isShort,
            () => new($"数据磁盘仅剩 {free >> 20} MiB，写满后历史数据将无法保存", $"{free >> 20} MiB are left on the data disk; once it is full no history can be stored"),
            new("磁盘空间已恢复", "there is room on the disk again"));
    }

    private static bool Stands(long since, long now) => since != 0 && now - since >= StandsAfter.Ticks;

    private async Task HappenedAsync(GatewayFault fault, string name, LocalizedText text)
    {
        LogFault(fault.AlarmId, text.En);
        runtime.Events.Record(name, text);
        await runtime.Pipeline.RaiseAsync(fault, text);
    }

    private async Task RaiseAsync(GatewayFault fault, LocalizedText text)
    {
        if (await runtime.Pipeline.RaiseAsync(fault, text))
        {
            LogFault(fault.AlarmId, text.En);
        }
    }

    private async Task SetAsync(GatewayFault fault, bool holds, Func<LocalizedText> text, LocalizedText ended)
    {
        if (!holds)
        {
            await runtime.Pipeline.ClearAsync(fault, ended);
        }
        else if (!runtime.Pipeline.Holds(fault))
        {
            await RaiseAsync(fault, text());
        }
    }

    private static string Utc(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(7040, LogLevel.Error, "The gateway itself is not in order ({Alarm}): {Text}")]
    private partial void LogFault(string alarm, string text);

    [LoggerMessage(7041, LogLevel.Warning, "The state of log, history and disk could not be looked at; it is tried again.")]
    private partial void LogLookFailed(Exception error);
}
