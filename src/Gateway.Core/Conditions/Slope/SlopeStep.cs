using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;

namespace Gateway.Core.Conditions;

/// <summary>
/// A displacement point jumped by <see cref="Limit"/> or more, to either side (domain rules 2.4 and 9.2: verification pending). Raised by the first
/// sample that lies so far off, because a block that slid does not wait; confirmed when three in a row stay there; over as soon as samples fit
/// again. Memory: <c>Window</c> = <see cref="SlopeWindow"/>, <c>First</c> = height of the jump in mm, <c>Count</c> = 1 when confirmed.
/// </summary>
public sealed record SlopeStep : Condition
{
    /// <summary>mm, above zero; 50 in pack slope-surface.</summary>
    public required double Limit { get; init; }

    public required SlopeSettings Motion { get; init; }

    public override ConditionKind Kind => ConditionKind.SlopeStep;

    public override double Threshold => Limit;

    public override bool NeedsNumber => true;

    public override ConditionMemory Begin(long now) => new() { Window = new SlopeWindow(Motion) };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (sample.Quality.IsBad() || !double.IsFinite(sample.Value))
        {
            return ConditionVerdict.Hold;
        }

        var window = (SlopeWindow)memory.Window!;
        var known = window.Assessment.Time != 0;
        if (window.Take(sample))
        {
            Compare(window, ref memory);
        }

        if (memory.Tripped && known)
        {
            return ConditionVerdict.Abnormal;
        }

        return known && sample.Quality.IsGood() ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var (height, limit) = (SlopeWords.Number(memory.First), SlopeWords.Number(Limit));
        if (happened == AlarmEvent.ReturnedToNormal)
        {
            return new($"位移重新连续（突变 {height} mm，限值 {limit} mm）", $"displacement is steady again (step {height} mm, limit {limit} mm)");
        }

        var (zh, en) = memory.Count == 1 ? ("连续三个样本证实", "confirmed by three samples") : ("尚未证实，立即现场核实", "not confirmed yet, verify on site at once");
        return new($"位移突变 {height} mm，达到 {limit} mm（{zh}）", $"displacement jumped by {height} mm, at or above {limit} mm ({en})");
    }

    private void Compare(SlopeWindow window, ref ConditionMemory memory)
    {
        var height = window.Outcome switch
        {
            TrackOutcome.Suspected => window.Offset,
            TrackOutcome.Step => window.StepSize,
            _ => 0,
        };
        if (Math.Abs(height) >= Limit)
        {
            (memory.Tripped, memory.First) = (true, height);
            memory.Count = window.Outcome == TrackOutcome.Step ? 1 : 0;
        }
        else if (window.Outcome == TrackOutcome.Accepted)
        {
            memory.Tripped = false;
        }
    }
}
