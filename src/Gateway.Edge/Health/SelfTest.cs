using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Uplink.Options;
using Gateway.Hosting.Health;
using Gateway.Pipeline.Ports;
using Gateway.Pipeline.Security;

namespace Gateway.Edge.Health;

/// <summary>What the gateway looks at when it starts, before it reads anything: one list for the log and for <c>/health</c>. It never stops the start.</summary>
internal static class SelfTest
{
    /// <param name="address">Where the API listens already.</param>
    public static SelfTestReport Run(EdgeRuntime runtime, string address, DateTimeOffset now) => new(now,
    [
        Configuration(runtime), MachineChecks.Folder("dataFolder", runtime.DataFolder), MachineChecks.Room("disk", runtime.DataFolder),
        MachineChecks.Clock(now, NewestOf(runtime.Log)), LogItem(runtime.Log), History(runtime), MachineChecks.Descriptors(), MachineChecks.Secrets(SecretFiles(runtime.Options)),
        .. runtime.Options.Uplink is { } uplink ? [Uplink(uplink)] : Array.Empty<SelfTestItem>(),
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

    /// <summary>Files with keys, passwords and tokens that the configuration names.</summary>
    public static IReadOnlyList<string> SecretFiles(EdgeOptions options) =>
        SecretPaths.Of(options.Api, options.Mqtt, options.Uplink, options.Influx, options.Notifications, options.Telemetry);

    // Allowed by an explicit word, but nobody may forget that it was.
    private static SelfTestItem Uplink(UplinkOptions uplink)
    {
        const string name = "uplink";
        var broker = $"{uplink.Broker.Host}:{uplink.Broker.Port}";
        return BrokerTransport.IsPlain(uplink.Broker)
            ? new(name, false, new(
                $"与消息服务器 {broker} 的连接未加密（uplink.allowPlain）：口令与数据可被途中读取和篡改；请启用 uplink.broker.tls",
                $"the link to the broker {broker} is not encrypted (uplink.allowPlain): passwords and data can be read and changed on the way; set uplink.broker.tls"))
            : uplink.OfferKeyFile is null
            ? new(name, true, new(
                $"消息服务器 {broker}；未固定县中心公钥（uplink.offerKeyFile），确认与鸣响命令、回执不核对签名：请注册（gateway enrol）",
                $"broker {broker}; no key of the center is pinned (uplink.offerKeyFile), so acknowledgements, sounding and receipts are not checked for its signature: enrol this gateway"))
            : new(name, true, new($"消息服务器 {broker}，命令核对签名", $"broker {broker}, commands are checked for the signature of the center"));
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
