using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Tests.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Conditions.Slope;

/// <summary>Points of one wall as a joint condition sees them; tiers are set by the test.</summary>
internal sealed class SlopeWall(int count) : InputView
{
    private readonly InputState[] _states = new InputState[count];

    public WarningTier[] Tiers { get; } = new WarningTier[count];

    public bool[] Silent { get; } = new bool[count];

    public override int Count => _states.Length;

    public override InputState this[int index] => _states[index] with { ValueTier = Tiers[index], Silent = Silent[index] };

    public override Point PointOf(int index) => SlopeRig.Displacement(index, $"prism-{index}");

    /// <summary>Input <paramref name="index"/> reads a value at an hour; the verdict of the condition.</summary>
    public ConditionVerdict Read(JointCondition condition, ref ConditionMemory memory, int index, double hour, double value, Quality quality = Quality.Good)
    {
        var time = SlopeData.Start + (long)(hour * TimeSpan.TicksPerHour);
        _states[index] = new InputState(new Sample(value, quality, DetectorFlags.None, time, time), true, default, default, false);
        return condition.Judge(new JointSample(this, time, time, index), ref memory);
    }

    /// <summary>All inputs read each hour; the verdict after the last.</summary>
    public ConditionVerdict Run(JointCondition condition, ref ConditionMemory memory, int fromHour, int toHour, params Func<int, double>[] displacements)
    {
        var verdict = ConditionVerdict.Hold;
        for (var hour = fromHour; hour <= toHour; hour++)
        {
            for (var i = 0; i < Count; i++)
            {
                verdict = Read(condition, ref memory, i, hour, displacements[i](hour));
            }
        }

        return verdict;
    }
}
