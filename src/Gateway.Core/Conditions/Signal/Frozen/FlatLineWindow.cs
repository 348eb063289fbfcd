using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>The run of one point.</summary>
internal sealed class FlatLineWindow(FlatLine rule) : ConditionWindow
{
    /// <summary>A gap proves nothing: it counts as a quarter of the time looked for at most.</summary>
    public FlatRun Run { get; } = new(rule.NoiseFloor, (rule.Duration ?? rule.AtMost).Ticks / 4);

    public override void Save(StateWriter writer) => Run.Save(writer);

    public override void Load(ref StateReader reader) => Run.Load(ref reader);

    public override void Skip(long from, long until) => Run.Skip(until - from);

    public override void ShiftClock(long by) => Run.ShiftClock(by);
}
