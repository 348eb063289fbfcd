using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Alarms;

/// <summary>At least so many inputs in some tier; asks to be judged again after a time. Memory: Time = when to ask, Count = judgements.</summary>
internal sealed record TestVote : JointCondition
{
    public required int Needed { get; init; }

    public TimeSpan Again { get; init; }

    /// <summary>False: looks at the readings only, standing from 50 on.</summary>
    public bool Hears { get; init; } = true;

    public override bool HearsTiers => Hears;

    public JointTrigger On { get; init; } = JointTrigger.Tiers;

    public override JointTrigger Trigger => On;

    public override ConditionKind Kind => ConditionKind.Voting;

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var (standing, silent) = (0, 0);
        for (var i = 0; i < sample.Inputs.Count; i++)
        {
            var input = sample.Inputs[i];
            standing += (Hears ? input.ValueTier > WarningTier.None : input.Last.Value >= 50) ? 1 : 0;
            silent += sample.Inputs[i].Silent ? 1 : 0;
        }

        memory.Count++;
        memory.Time = Again > TimeSpan.Zero ? sample.Time + Again.Ticks : 0;
        return standing >= Needed ? ConditionVerdict.Abnormal : silent > 0 ? ConditionVerdict.Hold : ConditionVerdict.Normal;
    }

    public override long RecheckAt(in ConditionMemory memory) => memory.Time == 0 ? long.MaxValue : memory.Time;

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened) =>
        new($"{sample.Inputs.Count} 个测点表决（第 {memory.Count} 次）", $"vote of {sample.Inputs.Count} points (judgement {memory.Count})");
}
