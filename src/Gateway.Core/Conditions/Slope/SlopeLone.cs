using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>
/// "Verify the device" (domain rules 9.2): the first input has <see cref="From"/> or more, is slower than 50 mm/d, and every other input is heard,
/// good and below blue. Memory: <c>Window</c> = <see cref="SlopeGroupWindow"/> of one.
/// </summary>
public sealed record SlopeLone : JointCondition
{
    public required SlopeSettings Motion { get; init; }

    public WarningTier From { get; init; } = WarningTier.Yellow;

    public override ConditionKind Kind => ConditionKind.Neighbours;

    public override ConditionMemory Begin(long now) => new() { Window = new SlopeGroupWindow(Motion, 1) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var group = (SlopeGroupWindow)memory.Window!;
        group.Take(sample);
        if (sample.Inputs[0].ValueTier < From)
        {
            return ConditionVerdict.Normal;
        }

        return IsAlone(sample.Inputs, group[0].Assessment) ? ConditionVerdict.Abnormal
            : AllHeard(sample.Inputs) ? ConditionVerdict.Normal : ConditionVerdict.Hold;
    }

    /// <summary>True when all neighbours deny the motion of the first input, which is not fast enough to be believed alone.</summary>
    internal static bool IsAlone(InputView inputs, in SlopeAssessment own)
    {
        var fastest = own.Fastest.IsKnown ? own.Fastest.Value : own.Velocity.Value;
        if (inputs.Count < 2 || fastest >= SpatialCheck.BelievedAlone || !AllHeard(inputs))
        {
            return false;
        }

        for (var i = 1; i < inputs.Count; i++)
        {
            if (inputs[i].ValueTier != WarningTier.None)
            {
                return false;
            }
        }

        return true;
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var (zh, en) = SlopeGroupWords.Points(sample.Inputs, null, WarningTier.Blue);
        return happened == AlarmEvent.Raised
            ? new($"仅该测点预警而相邻测点均无预警，请核查设备：{zh}", $"this point warns alone while no neighbour does, verify the device: {en}")
            : new($"该测点不再单独预警：{zh}", $"the point no longer warns alone: {en}");
    }

    private static bool AllHeard(InputView inputs)
    {
        for (var i = 1; i < inputs.Count; i++)
        {
            if (!SlopeGroupWindow.IsHeard(inputs[i]))
            {
                return false;
            }
        }

        return true;
    }
}
