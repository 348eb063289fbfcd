using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The source answers but has no usable value: fault bit, fault code, NE 43 fault current, device error, or data that does
/// not fit the configuration. Cleared only by a usable value; while the source is silent it holds.
/// </summary>
public sealed record SensorFault : Condition
{
    public override ConditionKind Kind => ConditionKind.SensorFault;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if ((sample.Flags & DetectorFlags.Fault) != 0 || IsFault(sample.Quality))
        {
            return ConditionVerdict.Abnormal;
        }

        return sample.Quality.IsBad() ? ConditionVerdict.Hold : ConditionVerdict.Normal;
    }

    private static bool IsFault(Quality quality) =>
        quality is Quality.Bad or Quality.ConfigurationError or Quality.DeviceFailure or Quality.SensorFailure;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var quality = QualityWords.Name(sample.Quality);
        var (zh, en) = QualityWords.Of(sample.Flags) is { } said ? ($"，设备报告：{said.Zh}", $", the device reports: {said.En}") : ("", "");
        var value = LimitWords.Number(sample.Value, point.Unit);
        return happened == AlarmEvent.Raised
            ? new($"传感器或设备故障，无可用数值（{quality.Zh}{zh}）", $"sensor or device fault, no usable value ({quality.En}{en})")
            : new($"故障消失，数值 {value} 可用", $"the fault is gone, value {value} is usable");
    }
}
