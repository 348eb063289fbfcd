using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions;

/// <summary>
/// Several points of one wall move together (domain rules 9.2: two neighbouring points orange with rising velocity are red). Stands until fewer than
/// <see cref="Count"/> of them are at the tier; a silent or bad point may still be there, so it does not clear. Memory: <c>Window</c> =
/// <see cref="SlopeGroupWindow"/>, <c>Count</c> = points counted.
/// </summary>
public sealed record SlopeNeighbours : JointCondition
{
    /// <summary>How their velocities are worked out.</summary>
    public required SlopeSettings Motion { get; init; }

    /// <summary>Points needed, 2 or more.</summary>
    public int Count { get; init; } = 2;

    /// <summary>The tier each must have.</summary>
    public WarningTier From { get; init; } = WarningTier.Orange;

    public override ConditionKind Kind => ConditionKind.Neighbours;

    public override double Threshold => Count;

    public override ConditionMemory Begin(long now) => new() { Window = new SlopeGroupWindow(Motion, Inputs.Count) };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var group = (SlopeGroupWindow)memory.Window!;
        group.Take(sample);
        var (rising, standing, unknown) = CountInputs(sample.Inputs, group);
        memory.Count = rising;
        if (rising >= Count || (memory.Tripped && standing >= Count))
        {
            memory.Tripped = true;
            memory.Count = Math.Max(rising, standing);
            return ConditionVerdict.Abnormal;
        }

        if (standing + unknown >= Count)
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped = false;
        return ConditionVerdict.Normal;
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var (zh, en) = SlopeGroupWords.Points(sample.Inputs, (SlopeGroupWindow)memory.Window!, From);
        var from = SlopeGroupWords.Tier(From);
        return happened == AlarmEvent.Raised
            ? new($"{memory.Count} 个相邻测点达到{from.Zh}且速率上升（至少 {Count} 个）：{zh}",
                $"{memory.Count} neighbouring points at {from.En} with rising velocity (at least {Count}): {en}")
            : new($"达到{from.Zh}的相邻测点少于 {Count} 个：{zh}", $"fewer than {Count} neighbouring points at {from.En}: {en}");
    }

    private (int Rising, int Standing, int Unknown) CountInputs(InputView inputs, SlopeGroupWindow group)
    {
        var (rising, standing, unknown) = (0, 0, 0);
        for (var i = 0; i < inputs.Count; i++)
        {
            var input = inputs[i];
            if (input.ValueTier >= From)
            {
                standing++;
                rising += group[i].Assessment is { VelocityChange: > 0, Velocity.Value: > 0 } ? 1 : 0;
            }
            else if (!SlopeGroupWindow.IsHeard(input))
            {
                unknown++;
            }
        }

        return (rising, standing, unknown);
    }
}
