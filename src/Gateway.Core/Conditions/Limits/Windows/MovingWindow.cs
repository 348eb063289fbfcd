using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>What <see cref="WindowLimit"/> keeps: the mean with its coverage, and the extreme when that is judged.</summary>
internal sealed class MovingWindow(SlidingMean mean, SlidingExtreme? extreme) : ConditionWindow
{
    public SlidingMean Mean => mean;

    public SlidingExtreme? Extreme => extreme;

    public override void Save(StateWriter writer)
    {
        mean.Save(writer);
        extreme?.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        mean.Load(ref reader);
        extreme?.Load(ref reader);
    }

    public override void ShiftClock(long by)
    {
        mean.ShiftClock(by);
        extreme?.ShiftClock(by);
    }
}
