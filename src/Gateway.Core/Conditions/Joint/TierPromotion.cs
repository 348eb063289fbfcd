using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Conditions.Joint;

/// <summary>
/// Many points of a lower tier count as one of a higher: by default 4 blue make yellow, 3 yellow orange, 2 orange red (tailings code
/// GB 39496-2020 5.5.4 [V]). Abnormal while the inputs, all of one kind, are enough to make
/// <see cref="Condition.Tier"/> by their number. A graver point counts for the lesser tiers too. Only tiers that speak of the danger count. Keeps nothing.
/// </summary>
public sealed record TierPromotion : JointCondition
{
    public PromotionCounts Counts { get; init; } = PromotionCounts.Default;

    public override ConditionKind Kind => ConditionKind.Promotion;

    public override JointTrigger Trigger => JointTrigger.ValueTiers;

    public override double Threshold => Counts.Needed(Tier);

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory) =>
        Counts.Makes(Tier, Count(sample.Inputs)) ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var tiers = Count(sample.Inputs);
        List<string> zh = [], en = [];
        for (var i = 0; i < sample.Inputs.Count; i++)
        {
            if (sample.Inputs[i].ValueTier > WarningTier.None)
            {
                zh.Add(sample.Inputs.PointOf(i).Name.Zh);
                en.Add(sample.Inputs.PointOf(i).Name.En);
            }
        }

        return new(
            $"同类测点蓝 {tiers.Blue}、黄 {tiers.Yellow}、橙 {tiers.Orange}、红 {tiers.Red}（{Counts.Rule.Zh}）：{(zh.Count == 0 ? "无" : string.Join("；", zh))}",
            $"points of one kind: {tiers.Blue} blue, {tiers.Yellow} yellow, {tiers.Orange} orange, {tiers.Red} red ({Counts.Rule.En}): "
                + $"{(en.Count == 0 ? "none" : string.Join("; ", en))}");
    }

    private static TierCounts Count(InputView inputs)
    {
        var counts = default(TierCounts);
        for (var i = 0; i < inputs.Count; i++)
        {
            counts = counts.With(inputs[i].ValueTier);
        }

        return counts;
    }
}
