using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The signal plays again what it played before: a block of at least <see cref="Length"/> samples equal to an earlier one (domain rule
/// 7.5, replay; tamper suspicion). Equality alone cries wolf: a quantised signal at rest repeats itself all day, a tank fills over the
/// same values each morning. So the block must also hold more surprise than chance explains, measured in bits by how often each change
/// has followed the one before it at this very point. Not for what a timer drives: an exact cycle does repeat itself. Memory:
/// <c>Window</c>.
/// </summary>
public sealed record RepeatedPattern : Condition
{
    /// <summary>Samples, 10 to 1000. Default 30.</summary>
    public int Length { get; init; } = 30;

    /// <summary>
    /// Samples looked back over, 64 to 65536, 24 bytes each; rounded up to a power of two and to four times <see cref="Length"/>. Default
    /// 2048: 34 h a minute apart.
    /// </summary>
    public int History { get; init; } = 2048;

    /// <summary>
    /// Surprise needed. Default 80: in a year of a sample a second, 2^25, against 2^11 places in the history, a healthy signal would pass
    /// by chance once in 2^44 years were the model of the signal perfect; the rest is margin for what it does not know.
    /// </summary>
    public double LeastBits { get; init; } = 80;

    public override ConditionKind Kind => ConditionKind.RepeatedPattern;

    public override double Threshold => Length;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new PatternHistory(this) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (!Trip.Usable(sample) || memory.Window is not PatternHistory history || !history.Add(sample, learn: !memory.Tripped))
        {
            return ConditionVerdict.Hold;
        }

        return Trip.Decide(sample, ref memory, history.Matched >= Length && history.Bits >= LeastBits, notCleared: false);
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        if (memory.Window is not PatternHistory history || happened != AlarmEvent.Raised)
        {
            return new("信号不再重复以前的数据", "the signal no longer repeats what it sent before");
        }

        var ago = LimitWords.Span(TimeSpan.FromTicks(history.Age));
        return new(
            $"最近 {history.Matched} 个样本与 {ago.Zh}前（{history.Distance} 个样本之前）的数据完全相同（信息量 {history.Bits:0} 比特，偶然相同不超过 {LeastBits:0} 比特）：疑似重放",
            $"the last {history.Matched} samples equal those of {ago.En} ago ({history.Distance} samples before) exactly ({history.Bits:0} "
                + $"bits of surprise; chance explains less than {LeastBits:0}): suspected replay");
    }
}
