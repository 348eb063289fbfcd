using Gateway.Core.Alarms;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Joint;

public sealed class TierPromotionTests
{
    private static readonly Point[] s_points = [.. Enumerable.Range(0, 5).Select(i => Point($"p{i}", "mm", $"点{i}", "displacement"))];

    private static TierPromotion Rule(WarningTier tier) =>
        new() { Id = $"promoted-{tier}", Tier = tier, Basis = Basis, Inputs = [.. s_points.Select(p => p.Id)] };

    [Theory]
    [InlineData(3, 0, 0, 0, WarningTier.Blue)]
    [InlineData(4, 0, 0, 0, WarningTier.Yellow)]
    [InlineData(0, 2, 0, 0, WarningTier.Yellow)]
    [InlineData(0, 3, 0, 0, WarningTier.Orange)]
    [InlineData(0, 0, 1, 0, WarningTier.Orange)]
    [InlineData(0, 0, 2, 0, WarningTier.Red)]
    [InlineData(0, 0, 0, 1, WarningTier.Red)]
    [InlineData(12, 0, 0, 0, WarningTier.Yellow)]
    [InlineData(9, 2, 1, 0, WarningTier.Orange)]
    [InlineData(0, 0, 0, 0, WarningTier.None)]
    public void Four_blue_make_yellow_three_yellow_orange_two_orange_red(int blue, int yellow, int orange, int red, WarningTier tier) =>
        PromotionCounts.Default.Promote(new TierCounts(blue, yellow, orange, red)).ShouldBe(tier);

    [Theory]
    [InlineData(11, 0, 0, WarningTier.Yellow)]
    [InlineData(12, 0, 0, WarningTier.Orange)]
    [InlineData(8, 1, 0, WarningTier.Orange)]
    [InlineData(7, 1, 0, WarningTier.Yellow)]
    [InlineData(0, 3, 1, WarningTier.Red)]
    [InlineData(24, 0, 0, WarningTier.Red)]
    public void Carried_on_what_was_promoted_counts_again(int blue, int yellow, int orange, WarningTier tier) =>
        (PromotionCounts.Default with { Carry = true }).Promote(new TierCounts(blue, yellow, orange, 0)).ShouldBe(tier);

    [Fact]
    public void Every_small_mixture_agrees_with_the_definition_and_never_falls_when_a_point_rises()
    {
        foreach (var (by, yo, or) in from a in Enumerable.Range(0, 5) from b in Enumerable.Range(0, 4) from c in Enumerable.Range(0, 4) select (a, b, c))
        {
            var rule = new PromotionCounts(by, yo, or);
            var carry = rule with { Carry = true };
            foreach (var (blue, yellow, orange, red) in
                from b in Enumerable.Range(0, 7) from y in Enumerable.Range(0, 5) from o in Enumerable.Range(0, 4) from r in Enumerable.Range(0, 2)
                select (b, y, o, r))
            {
                var points = new TierCounts(blue, yellow, orange, red);
                var right = rule.Promote(points) == ByDefinition(rule, points) && carry.Promote(points) >= rule.Promote(points)
                    && Raised(points).All(raised => rule.Promote(raised) >= rule.Promote(points) && carry.Promote(raised) >= carry.Promote(points));
                if (!right)
                {
                    Assert.Fail($"{rule} {points}");
                }
            }
        }
    }

    [Fact]
    public void Follows_the_standing_tiers_of_the_inputs_and_not_their_quality()
    {
        var rig = new JointRig(Rule(WarningTier.Yellow), s_points);
        for (var i = 0; i < 4; i++)
        {
            rig.Silence(i, $"p{i}");
        }

        rig.Last.ShouldBe(ConditionVerdict.Normal);
        for (var i = 0; i < 4; i++)
        {
            rig.Tier(10 + i, $"p{i}", WarningTier.Blue);
        }

        rig.Describe(AlarmEvent.Raised).ShouldBe(new LocalizedText(
            "同类测点蓝 4、黄 0、橙 0、红 0（4 蓝升黄、3 黄升橙、2 橙升红）：点0；点1；点2；点3",
            "points of one kind: 4 blue, 0 yellow, 0 orange, 0 red (4 blue to yellow, 3 yellow to orange, 2 orange to red): p0; p1; p2; p3"));
        rig.Tier(20, "p0", WarningTier.None).Verdicts.ShouldBe("0 Normal, 13 Abnormal, 20 Normal");
    }

    [Fact]
    public void One_grave_point_alone_is_no_promotion()
    {
        foreach (var tier in new[] { WarningTier.Yellow, WarningTier.Orange, WarningTier.Red })
        {
            new JointRig(Rule(tier), s_points).Tier(0, "p0", WarningTier.Red).Last.ShouldBe(ConditionVerdict.Normal);
            new JointRig(Rule(tier), s_points).Tier(0, "p0", WarningTier.Orange).Tier(0, "p1", WarningTier.Orange)
                .Last.ShouldBe(tier == WarningTier.Red ? ConditionVerdict.Abnormal : ConditionVerdict.Normal);
        }
    }

    [Fact]
    public void Is_equal_by_value_and_looks_only_at_tiers()
    {
        Rule(WarningTier.Red).ShouldBe(Rule(WarningTier.Red));
        Rule(WarningTier.Red).ShouldNotBe(Rule(WarningTier.Red) with { Counts = new(4, 3, 3) });
        Rule(WarningTier.Red).Trigger.ShouldBe(JointTrigger.ValueTiers);
    }

    // A tier is reached by one point at it, or by enough points at the tier below or above that.
    private static WarningTier ByDefinition(PromotionCounts rule, TierCounts points)
    {
        int[] at = [0, points.Blue, points.Yellow, points.Orange, points.Red];
        var reached = WarningTier.None;
        for (var tier = 1; tier <= 4; tier++)
        {
            var below = tier == 1 ? 0 : at[(tier - 1)..].Sum();
            var needed = rule.Needed((WarningTier)tier);
            if (at[tier..].Sum() > 0 || (needed > 0 && below >= needed))
            {
                reached = (WarningTier)tier;
            }
        }

        return reached;
    }

    private static IEnumerable<TierCounts> Raised(TierCounts points)
    {
        yield return points with { Blue = points.Blue + 1 };
        if (points.Blue > 0)
        {
            yield return points with { Blue = points.Blue - 1, Yellow = points.Yellow + 1 };
        }

        if (points.Yellow > 0)
        {
            yield return points with { Yellow = points.Yellow - 1, Orange = points.Orange + 1 };
        }

        if (points.Orange > 0)
        {
            yield return points with { Orange = points.Orange - 1, Red = points.Red + 1 };
        }
    }
}
