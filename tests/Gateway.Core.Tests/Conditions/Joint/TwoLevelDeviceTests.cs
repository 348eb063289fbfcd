using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Joint;

/// <summary>A gas controller with set points of its own: its bits are truth, our limits a second opinion (domain rules 0.2).</summary>
public sealed class TwoLevelDeviceTests
{
    private static readonly Condition[] s_conditions =
    [
        new DetectorAlarm { Id = "own-2", Tier = WarningTier.Orange, Basis = Basis, Level = 2 },
        new HighLimit { Id = "our-2", Tier = WarningTier.Orange, Basis = Basis, Limit = 50, Deadband = 2 },
        new DetectorAlarm { Id = "own-1", Tier = WarningTier.Yellow, Basis = Basis, Level = 1 },
        new HighLimit { Id = "our-1", Tier = WarningTier.Yellow, Basis = Basis, Limit = 25, Deadband = 2 },
    ];

    private static WarningTier TierAfter(params (double Value, DetectorFlags Flags)[] readings)
    {
        var evaluator = new SiteEvaluator([new PointPlan(Point("gas", "%LEL"), 0, s_conditions)], Start);
        for (var i = 0; i < readings.Length; i++)
        {
            evaluator.Evaluate([new Reading(0, readings[i].Value, At(i), Quality.Good, readings[i].Flags)], At(i), At(i), [], []);
        }

        return evaluator.TierOf(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24.9)]
    [InlineData(25)]
    [InlineData(49.9)]
    [InlineData(50)]
    [InlineData(100)]
    public void The_tier_is_the_graver_of_ours_and_theirs(double value)
    {
        var ours = value >= 50 ? WarningTier.Orange : value >= 25 ? WarningTier.Yellow : WarningTier.None;
        foreach (var (flags, theirs) in new[]
        {
            (DetectorFlags.None, WarningTier.None), (DetectorFlags.AlarmLevel1, WarningTier.Yellow),
            (DetectorFlags.AlarmLevel2, WarningTier.Orange), (DetectorFlags.AlarmLevel1 | DetectorFlags.AlarmLevel2, WarningTier.Orange),
        })
        {
            TierAfter((value, flags)).ShouldBe(ours > theirs ? ours : theirs, $"{value} {flags}");
        }
    }

    [Fact]
    public void Ours_going_back_to_normal_does_not_clear_theirs() =>
        TierAfter((60, DetectorFlags.AlarmLevel2), (10, DetectorFlags.AlarmLevel2)).ShouldBe(WarningTier.Orange);

    [Fact]
    public void Theirs_going_back_to_normal_does_not_clear_ours() =>
        TierAfter((60, DetectorFlags.AlarmLevel2), (60, DetectorFlags.None)).ShouldBe(WarningTier.Orange);

    [Fact]
    public void Both_gone_it_is_normal() =>
        TierAfter((60, DetectorFlags.AlarmLevel2), (10, DetectorFlags.None)).ShouldBe(WarningTier.None);
}
