using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// Two channels have changed places: each goes on where the other left off. The test is crossed continuity: both step (Hampel, as in <see
/// cref="StepChange"/>) within <see cref="Within"/>, the first lands on the level the second had and the second on that of the first, each
/// within what noise allows. Two statistics of long windows would need days and be fooled by tanks that empty into each other; a swap is
/// a cut, and the cut is what is looked for. Channels at the same level cannot be told apart, so nothing is said of them. Cleared by
/// crossing back. Not for machines that take turns by design (duty and standby pump): their turn is the same picture. Two inputs of one
/// unit. Memory: <c>Window</c>.
/// </summary>
public sealed record SwappedChannel : JointCondition
{
    /// <summary>Between the steps of the two: time to move the plugs. Default 10 min.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Deviations of the noise for a step and for landing on the other's level. Default 6.</summary>
    public double Factor { get; init; } = 6;

    /// <summary>Least distance of the two levels, in the points' unit. Default 0: then nothing counts until the noise is learned.</summary>
    public double LeastSize { get; init; }

    public override ConditionKind Kind => ConditionKind.SwappedChannel;

    public override bool HearsTiers => false;

    public override double Threshold => LeastSize;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SwapWindow(this) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        if (memory.Window is not SwapWindow window)
        {
            return ConditionVerdict.Hold;
        }

        var (first, second) = (sample.Inputs[0].Last, sample.Inputs[1].Last);
        var crossed = window.Add(0, first, Within);
        crossed |= window.Add(1, second, Within);
        memory.Tripped ^= crossed;
        if (!Trip.Usable(first) || !Trip.Usable(second))
        {
            return ConditionVerdict.Hold;
        }

        return memory.Tripped ? ConditionVerdict.Abnormal
            : first.Quality.IsGood() && second.Quality.IsGood() ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var (first, second) = (sample.Inputs.PointOf(0), sample.Inputs.PointOf(1));
        if (memory.Window is not SwapWindow window || happened != AlarmEvent.Raised)
        {
            return new($"{first.Name.Zh} 与 {second.Name.Zh} 已换回原位", $"{first.Name.En} and {second.Name.En} are back in their places");
        }

        var (a, b) = (LimitWords.Number(window.First.From, first.Unit), LimitWords.Number(window.Second.From, second.Unit));
        var (a2, b2) = (LimitWords.Number(window.First.To, first.Unit), LimitWords.Number(window.Second.To, second.Unit));
        var within = LimitWords.Span(Within);
        return new(
            $"疑似通道对调：{within.Zh}内 {first.Name.Zh} 由 {a} 变为 {a2}，{second.Name.Zh} 由 {b} 变为 {b2}，各自接续了对方原来的水平",
            $"channels seem swapped: within {within.En} {first.Name.En} went from {a} to {a2} and {second.Name.En} from {b} to {b2}, each goes on where the other left off");
    }
}
