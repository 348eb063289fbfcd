using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Warnings;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>promotion</c>: count points of the tier from make the tier of the level, which is the next one.</summary>
internal sealed class PromotionBuilder : JointBuilder
{
    private static readonly string[] s_from = ["blue", "yellow", "orange"];

    public override string Type => "promotion";

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var count = parameters.Count("count", 2, 1000);
        var from = Enum.Parse<WarningTier>(parameters.Word("from", s_from), ignoreCase: true);
        if (level.Tier != from + 1)
        {
            parameters.Wrong("from", from.ToString(), $"比 {level.Tier} 低一级", $"one tier below {level.Tier}");
        }

        return new TierPromotion
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [.. Ids(level)],
            Counts = new PromotionCounts(Of(WarningTier.Blue), Of(WarningTier.Yellow), Of(WarningTier.Orange)),
        };

        int Of(WarningTier tier) => tier == from ? count : 0;
    }
}
