using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Inhibited, bypassed, in calibration or warming up for longer than the on-delay: a bypass that is forgotten is a danger
/// of its own (domain rule 7.5, inhibit over 30 min).
/// </summary>
public sealed record OutOfService : Condition
{
    public override ConditionKind Kind => ConditionKind.OutOfService;

    public override double Threshold => OnDelay.TotalSeconds;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality == Quality.OutOfService || (sample.Flags & (DetectorFlags.Inhibit | DetectorFlags.WarmUp)) != 0)
        {
            return ConditionVerdict.Abnormal;
        }

        return sample.Quality.IsBad() ? ConditionVerdict.Hold : ConditionVerdict.Normal;
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        if (happened != AlarmEvent.Raised)
        {
            return new("测点已恢复投用", "the point is back in service");
        }

        var (zh, en) = QualityWords.Of(sample.Flags) is { } said ? ($"（设备报告：{said.Zh}）", $" (the device reports: {said.En})") : ("", "");
        return new($"测点被抑制、旁路、标定或预热，期间不监测{zh}", $"the point is inhibited, bypassed, in calibration or warming up: nothing is watched{en}");
    }
}
