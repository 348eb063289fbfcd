using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>What is wrong with a signal, in two or three words.</summary>
internal static class KindWords
{
    public static LocalizedText Name(ConditionKind kind) => kind switch
    {
        ConditionKind.OutOfRange => new("超量程", "out of range"),
        ConditionKind.SensorFault => new("传感器故障", "sensor fault"),
        ConditionKind.Stale => new("数据陈旧", "stale"),
        ConditionKind.Offline => new("离线", "offline"),
        ConditionKind.OutOfService => new("被抑制或停用", "inhibited or out of service"),
        ConditionKind.FlatLine => new("数值不变", "flat line"),
        ConditionKind.Saturation => new("满量程饱和", "saturated"),
        ConditionKind.Spike => new("尖峰跳变", "spikes"),
        ConditionKind.Step => new("阶跃", "step"),
        ConditionKind.Drift => new("漂移", "drift"),
        ConditionKind.RepeatedPattern => new("数据重复", "repeated pattern"),
        ConditionKind.SwappedChannel => new("疑似通道接错", "channel perhaps swapped"),
        ConditionKind.LostDuringRise => new("上升中失联", "lost during a rise"),
        ConditionKind.Overdue => new("检定或标定逾期", "calibration or bump test overdue"),
        ConditionKind.WarmUp => new("预热中", "warming up"),
        ConditionKind.NegativeDrift => new("负漂移", "negative drift"),
        ConditionKind.MassOffline => new("大面积离线", "mass offline"),
        _ => new("信号异常", "signal in doubt"),
    };
}
