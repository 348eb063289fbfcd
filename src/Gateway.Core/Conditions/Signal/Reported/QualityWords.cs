using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>What a quality and the detector's own flags say, for people.</summary>
internal static class QualityWords
{
    private static readonly (DetectorFlags Flag, string Zh, string En)[] s_flags =
    [
        (DetectorFlags.AlarmLevel1, "一级报警", "level 1 alarm"), (DetectorFlags.AlarmLevel2, "二级报警", "level 2 alarm"),
        (DetectorFlags.Fault, "故障", "fault"), (DetectorFlags.Inhibit, "抑制", "inhibited"), (DetectorFlags.WarmUp, "预热", "warming up"),
        (DetectorFlags.OverRange, "超量程", "over range"), (DetectorFlags.CommunicationLost, "通信中断", "communication lost"),
        (DetectorFlags.Historical, "补传", "sent later"),
    ];

    public static LocalizedText Name(Quality quality) => quality switch
    {
        Quality.Bad => new("无可用数值", "no usable value"),
        Quality.ConfigurationError => new("配置与设备不符", "configuration does not fit the device"),
        Quality.NotConnected => new("从未连通", "never reached"),
        Quality.DeviceFailure => new("设备故障", "device failure"),
        Quality.SensorFailure => new("传感器故障", "sensor failure"),
        Quality.LastKnown => new("仅有旧值", "only an old value"),
        Quality.CommunicationFailure => new("通信失败", "communication failure"),
        Quality.OutOfService => new("停用", "out of service"),
        Quality.LastUsable => new("沿用上次可用值", "last usable value"),
        Quality.NotAccurate => new("精度不保证", "not accurate"),
        Quality.RangeExceeded => new("超出量程", "range exceeded"),
        Quality.SubNormal => new("来源不足", "fewer sources than required"),
        _ => quality.IsGood() ? new("良好", "good") : quality.IsUncertain() ? new("存疑", "uncertain") : new("无可用数值", "no usable value"),
    };

    /// <summary>"none" when the detector reports nothing.</summary>
    public static LocalizedText Name(DetectorFlags flags)
    {
        var set = s_flags.Where(f => (flags & f.Flag) != 0).ToList();
        return set.Count == 0
            ? new("无", "none")
            : new(string.Join("、", set.Select(f => f.Zh)), string.Join(", ", set.Select(f => f.En)));
    }
}
