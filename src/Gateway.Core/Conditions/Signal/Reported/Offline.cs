using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The source cannot be reached; the on-delay is how long that is borne. A point never heard of since the start is offline
/// too. Memory: <c>Time</c> = start of watching until the first reading, then never.
/// </summary>
public sealed record Offline : Condition
{
    public override ConditionKind Kind => ConditionKind.Offline;

    public override double Threshold => OnDelay.TotalSeconds;

    public override ConditionMemory Begin(long now) => new() { Time = now };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        memory.Time = long.MaxValue;
        var lost = sample.Quality is Quality.CommunicationFailure or Quality.NotConnected or Quality.LastKnown
            || (sample.Flags & DetectorFlags.CommunicationLost) != 0;
        return lost ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }

    public override long SilenceDeadline(in ConditionMemory memory) => memory.Time;

    public override void Skip(long from, long until, ref ConditionMemory memory) => memory.Time = Math.Max(memory.Time, until);

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var device = point.Device.Length == 0 ? new LocalizedText("", "") : new($"设备 {point.Device}，", $"device {point.Device}, ");
        var quality = QualityWords.Name(sample.Quality);
        return happened == AlarmEvent.Raised
            ? new($"与信号源失去通信（{device.Zh}{quality.Zh}）", $"the source cannot be reached ({device.En}{quality.En})")
            : new($"与信号源的通信已恢复（{device.Zh}{quality.Zh}）", $"the source answers again ({device.En}{quality.En})");
    }
}
