using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Pipeline.Health;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Health;

/// <summary>What the gateway looks at when it starts, before it reads anything: one list for the log and for <c>/health</c>. It never stops the start.</summary>
internal static class SelfTest
{
    /// <param name="address">Where the API listens already.</param>
    public static SelfTestReport Run(EdgeRuntime runtime, string address, DateTimeOffset now) => new(now,
    [
        Configuration(runtime), MachineChecks.Folder("dataFolder", runtime.DataFolder), MachineChecks.Room("disk", runtime.DataFolder),
        MachineChecks.Clock(now, NewestOf(runtime.Log)), LogItem(runtime.Log), History(runtime), MachineChecks.Descriptors(),
        new("api", true, new($"本地接口 {address}", $"the API listens at {address}")),
    ]);

    // A configuration with an error starts nothing, so what stands here is what a person may have forgotten.
    private static SelfTestItem Configuration(EdgeRuntime runtime)
    {
        var options = runtime.Options;
        var (points, lines, connections) = (options.Points.Count, options.Modbus.Lines.Count, options.Mqtt.Connections.Count);
        return new("configuration", points > 0, points > 0
            ? new($"{points} 个测点，{lines} 条 Modbus 线路，{connections} 个 MQTT 连接", $"{points} points, {lines} Modbus lines, {connections} MQTT connections")
            : new("没有配置任何测点：不监测任何数据", "no point is configured: nothing is watched"));
    }

    private static DateTimeOffset? NewestOf(IDurableLog log) => Newest(log) is { } entry ? new(Math.Clamp(entry.Time, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero) : null;

    private static LogEntry? Newest(IDurableLog log) => log.LastSequence == 0 ? null : log.ReadAfter(log.LastSequence - 1, 1) is [var newest, ..] ? newest : null;

    private static SelfTestItem LogItem(Storage.Sqlite.Log.SqliteDurableLog log)
    {
        const string name = "log";
        if (log.StartReport is { IsClean: false } report)
        {
            return new(name, false, report.Text);
        }

        var last = log.LastSequence;
        return last != 0 && log.FirstSequence <= last && Newest(log)?.Sequence != last
            ? new(name, false, new($"最新一条记录（第 {last} 条）无法读取", $"the newest entry ({last}) cannot be read"))
            : new(name, true, new($"记录 {log.FirstSequence} 至 {last}", $"entries {log.FirstSequence} to {last}"));
    }

    private static SelfTestItem History(EdgeRuntime runtime) => runtime.History.StartReport is { IsClean: false } report
        ? new("history", false, report.Text)
        : new("history", true, new("历史数据库正常", "the history database is in order"));
}
