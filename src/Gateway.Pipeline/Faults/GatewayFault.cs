using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Faults;

/// <summary>
/// Something that can be wrong with the gateway itself. Each has a point and one alarm of its own (kind
/// <see cref="ConditionKind.System"/>), so that it goes through the same life cycle, journal and channels as a sensor's.
/// </summary>
public sealed record GatewayFault
{
    private GatewayFault(string point, string condition, LocalizedText name, WarningTier tier, bool endsWithAcknowledgement)
    {
        Point = new Point { Index = -1, Id = point, Name = name, Device = "gateway" };
        Basis = new RuleBasis($"{point}/{condition}", "1", "", "built in");
        (Tier, EndsWithAcknowledgement) = (tier, endsWithAcknowledgement);
    }

    /// <summary>Nothing can be stored; readings without a sender that waits are lost. Ends when the log stores again.</summary>
    public static GatewayFault HistoryMissing { get; } = new("gateway.history", "missing", new("网关历史数据", "gateway history"), WarningTier.Yellow, false);

    /// <summary>The durable log was found damaged and repaired.</summary>
    public static GatewayFault LogDamaged { get; } = new("gateway.log", "damaged", new("网关日志数据库", "gateway log database"), WarningTier.Yellow, true);

    /// <summary>Readings were let go of before every reader had them, or found unreadable. Ends a while after the last loss.</summary>
    public static GatewayFault ReadingsLost { get; } = new("gateway.readings", "lost", new("网关读数", "gateway readings"), WarningTier.Yellow, false);

    /// <summary>The history database was found damaged and repaired.</summary>
    public static GatewayFault StoreDamaged { get; } = new("gateway.store", "damaged", new("网关历史数据库", "gateway history database"), WarningTier.Yellow, true);

    /// <summary>The history database has not been written for a while; the log keeps the data. Ends when it is written.</summary>
    public static GatewayFault StoreStands { get; } = new("gateway.storeWriting", "stands", new("网关历史数据库写入", "writing of the gateway history database"), WarningTier.Yellow, false);

    /// <summary>Little room is left on the disk. Ends when there is room.</summary>
    public static GatewayFault DiskShort { get; } = new("gateway.disk", "short", new("网关磁盘空间", "gateway disk space"), WarningTier.Yellow, false);

    /// <summary>The time-series store takes nothing; the log keeps the data. Ends when it takes readings again.</summary>
    public static GatewayFault SinkStands { get; } = new("gateway.influx", "stands", new("时序数据库写入", "writing to the time-series store"), WarningTier.Blue, false);

    /// <summary>The time-series store refused lines for good.</summary>
    public static GatewayFault LinesSetAside { get; } = new("gateway.influxLines", "setAside", new("时序数据库拒收的数据", "lines refused by the time-series store"), WarningTier.Blue, true);

    /// <summary>The warning center has confirmed nothing for a while; the log keeps what it is to get. Ends when it confirms again.</summary>
    public static GatewayFault LinkSilent { get; } = new("gateway.link", "silent", new("网关与预警中心的链路", "link of the gateway to the warning center"), WarningTier.Yellow, false);

    public static IReadOnlyList<GatewayFault> All { get; } =
        [HistoryMissing, LogDamaged, ReadingsLost, StoreDamaged, StoreStands, DiskShort, SinkStands, LinesSetAside, LinkSilent];

    public Point Point { get; }

    public RuleBasis Basis { get; }

    public WarningTier Tier { get; }

    /// <summary>True for what has happened and is over: the alarm stands until a person has seen it, and no longer.</summary>
    public bool EndsWithAcknowledgement { get; }

    public string AlarmId => Basis.Rule;
}
