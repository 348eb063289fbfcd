using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>What a rule over several points sees of one of them.</summary>
/// <param name="Last">The last judged sample; quality not connected before the first.</param>
/// <param name="Seen">False before the first sample.</param>
/// <param name="ValueTier">Highest standing tier among conditions that speak of the danger.</param>
/// <param name="QualityTier">Highest standing tier among conditions that speak of the signal.</param>
/// <param name="Silent">Nothing usable arrives now: a stale or offline condition holds. An alarm of it that only waits for its off-delay, a reset or an
/// acknowledgement does not count.</param>
public readonly record struct InputState(Sample Last, bool Seen, WarningTier ValueTier, WarningTier QualityTier, bool Silent)
{
    public WarningTier Tier => ValueTier > QualityTier ? ValueTier : QualityTier;
}

/// <summary>The points of one joint condition, in the order of <see cref="JointCondition.Inputs"/>. Reading one is cheap and allocates nothing.</summary>
public abstract class InputView
{
    public abstract int Count { get; }

    public abstract InputState this[int index] { get; }

    public abstract Point PointOf(int index);
}
