namespace Gateway.Core.Measurements;

/// <summary>How far a value can be trusted and what a detector says of itself, as a duty officer says it.</summary>
internal static class QualityWords
{
    public static LocalizedText Name(Quality quality) => quality switch
    {
        Quality.Bad => new("无可用数值", "no usable value"),
        Quality.ConfigurationError => new("配置与设备数据不符", "configuration does not fit the device"),
        Quality.NotConnected => new("尚未连接", "never connected"),
        Quality.DeviceFailure => new("设备应答异常", "device failure"),
        Quality.SensorFailure => new("传感器故障", "sensor failure"),
        Quality.LastKnown => new("仅有旧值", "last known value only"),
        Quality.CommunicationFailure => new("通信失败", "communication failure"),
        Quality.OutOfService => new("已停用", "out of service"),
        Quality.LastUsable => new("以上一有效值代替", "last good value stands in"),
        Quality.NotAccurate => new("精度不足", "not accurate"),
        Quality.RangeExceeded => new("超出量程", "range exceeded"),
        Quality.SubNormal => new("来源不足", "too few sources"),
        Quality.LocalOverride => new("人工置数", "entered by hand"),
        _ => quality.IsGood() ? new("良好", "good") : quality.IsUncertain() ? new("存疑", "uncertain") : new("无可用数值", "no usable value"),
    };

    /// <summary>Null when the detector says nothing.</summary>
    public static LocalizedText? Of(DetectorFlags flags)
    {
        var said = Enum.GetValues<DetectorFlags>().Where(flag => flag != DetectorFlags.None && flags.HasFlag(flag)).Select(Name).ToList();
        return said.Count == 0 ? null : new(string.Join("、", said.Select(s => s.Zh)), string.Join(", ", said.Select(s => s.En)));
    }

    private static LocalizedText Name(DetectorFlags flag) => flag switch
    {
        DetectorFlags.AlarmLevel1 => new("1 级报警", "level 1 alarm"),
        DetectorFlags.AlarmLevel2 => new("2 级报警", "level 2 alarm"),
        DetectorFlags.Fault => new("自检故障", "fault"),
        DetectorFlags.Inhibit => new("抑制、标定或旁路", "inhibited, in calibration or bypassed"),
        DetectorFlags.WarmUp => new("预热", "warming up"),
        DetectorFlags.OverRange => new("超量程", "over range"),
        DetectorFlags.CommunicationLost => new("与控制器失去通信", "communication with its controller lost"),
        _ => new("补传数据", "sent later"),
    };
}
