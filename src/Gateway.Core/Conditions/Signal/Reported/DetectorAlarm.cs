using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The detector's own alarm bit counts as truth beside our limits: alarm if either says so (domain rule 0.2). Level 1 also
/// holds while only level 2 is reported. Flags that did not come fresh from the detector, or come from a channel under
/// calibration, hold.
/// </summary>
public sealed record DetectorAlarm : Condition
{
    /// <summary>1 (early) or 2 (emergency).</summary>
    public required int Level { get; init; }

    public override ConditionKind Kind => ConditionKind.DetectorAlarm;

    public override double Threshold => Level;

    private DetectorFlags Bits => Level == 1 ? DetectorFlags.AlarmLevel1 | DetectorFlags.AlarmLevel2 : DetectorFlags.AlarmLevel2;

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        const DetectorFlags Meaningless = DetectorFlags.Inhibit | DetectorFlags.WarmUp | DetectorFlags.CommunicationLost;
        if ((sample.Flags & Meaningless) != 0 || !Spoke(sample.Quality))
        {
            return ConditionVerdict.Hold;
        }

        if ((sample.Flags & Bits) != 0)
        {
            return ConditionVerdict.Abnormal;
        }

        return sample.Quality.IsGood() ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    // A broken cell with its alarm bit up still raises; a remembered bit of a silent device does not.
    private static bool Spoke(Quality quality) =>
        !quality.IsBad() || quality is Quality.SensorFailure or Quality.DeviceFailure or Quality.Bad;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened) =>
        happened == AlarmEvent.Raised
            ? new($"探测器自身发出 {Level} 级报警（数值 {LimitWords.Number(sample.Value, point.Unit)}）",
                $"the detector itself reports its level {Level} alarm (value {LimitWords.Number(sample.Value, point.Unit)})")
            : new($"探测器 {Level} 级报警已消失（数值 {LimitWords.Number(sample.Value, point.Unit)}）",
                $"the detector's level {Level} alarm is gone (value {LimitWords.Number(sample.Value, point.Unit)})");
}
