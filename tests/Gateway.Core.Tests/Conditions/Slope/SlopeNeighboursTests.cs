using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Core.State;
using Gateway.Core.Tests.Slopes;
using Gateway.Core.Warnings;
using static Gateway.Core.Conditions.ConditionVerdict;
using static Gateway.Core.Warnings.WarningTier;

namespace Gateway.Core.Tests.Conditions.Slope;

public sealed class SlopeNeighboursTests
{
    private static readonly SlopeSettings Hourly = new() { Window = TimeSpan.FromDays(1), V0 = 1, Noise = 0.5 };

    private static readonly RuleBasis Basis = new("wall", "slope-surface/1", "", null);

    private static readonly SlopeNeighbours Together = new()
    {
        Id = "red-wall", Tier = Red, Basis = Basis, Motion = Hourly, Inputs = ["prism-0", "prism-1", "prism-2"],
    };

    private static readonly SlopeConfirmed RedIfBorneOut = new()
    {
        Id = "red-confirmed", Tier = Red, Basis = Basis, Motion = Hourly, Inputs = ["prism-0", "prism-1", "prism-2"],
        Criteria = new SlopeCriteria { AngleAbove = 85, AngleVelocityFloor = 10 },
    };

    private static readonly SlopeLone Verify = new()
    {
        Id = "verify", Tier = Yellow, Basis = Basis, Motion = Hourly, Inputs = ["prism-0", "prism-1", "prism-2"],
    };

    private static double Faster(int hour) => 0.02 * hour * hour;

    private static double Steady(int hour) => 0.6 * hour;

    private static double Still(int hour) => 0;

    [Fact]
    public void Two_neighbours_orange_and_getting_faster_are_red()
    {
        var (wall, memory) = (new SlopeWall(3), Together.Begin(0));
        wall.Run(Together, ref memory, 0, 48, Faster, Faster, Still).ShouldBe(Normal);
        (wall.Tiers[0], wall.Tiers[1]) = (Orange, Orange);
        wall.Run(Together, ref memory, 49, 49, Faster, Faster, Still).ShouldBe(Abnormal);
        memory.Count.ShouldBe(2);
    }

    [Fact]
    public void Two_at_orange_that_creep_steadily_are_not_yet()
    {
        var (wall, memory) = (new SlopeWall(3), Together.Begin(0));
        (wall.Tiers[0], wall.Tiers[1]) = (Orange, Orange);
        wall.Run(Together, ref memory, 0, 48, h => 24 * Math.Log(1 + h), h => 24 * Math.Log(1 + h), Still).ShouldNotBe(Abnormal);
    }

    [Fact]
    public void One_alone_is_not_two()
    {
        var (wall, memory) = (new SlopeWall(3), Together.Begin(0));
        wall.Tiers[0] = Orange;
        wall.Run(Together, ref memory, 0, 48, Faster, Faster, Still).ShouldBe(Normal);
    }

    [Fact]
    public void A_silent_neighbour_does_not_clear_the_wall()
    {
        var (wall, memory) = (new SlopeWall(3), Together.Begin(0));
        (wall.Tiers[0], wall.Tiers[1]) = (Orange, Orange);
        wall.Run(Together, ref memory, 0, 48, Faster, Faster, Still).ShouldBe(Abnormal);
        (wall.Tiers[1], wall.Silent[1]) = (None, true);
        wall.Run(Together, ref memory, 49, 49, Faster, Faster, Still).ShouldBe(Hold);
        wall.Silent[1] = false;
        wall.Run(Together, ref memory, 50, 50, Faster, Faster, Still).ShouldBe(Normal);
    }

    [Fact]
    public void A_lone_point_gets_one_tier_less_and_asks_for_its_device_to_be_verified()
    {
        var (wall, red, verify) = (new SlopeWall(3), RedIfBorneOut.Begin(0), Verify.Begin(0));
        wall.Tiers[0] = Orange;
        wall.Run(RedIfBorneOut, ref red, 0, 48, Steady, Still, Still).ShouldBe(Normal);
        wall.Run(Verify, ref verify, 0, 48, Steady, Still, Still).ShouldBe(Abnormal);
        wall.Tiers[1] = Blue;
        wall.Run(RedIfBorneOut, ref red, 49, 49, Steady, Still, Still).ShouldBe(Abnormal);
        wall.Run(Verify, ref verify, 49, 49, Steady, Still, Still).ShouldBe(Normal);
    }

    [Fact]
    public void A_fast_point_is_believed_alone()
    {
        var (wall, red, verify) = (new SlopeWall(3), RedIfBorneOut.Begin(0), Verify.Begin(0));
        wall.Tiers[0] = Orange;
        wall.Run(RedIfBorneOut, ref red, 0, 48, h => 2.2 * h, Still, Still).ShouldBe(Abnormal);
        wall.Run(Verify, ref verify, 0, 48, h => 2.2 * h, Still, Still).ShouldBe(Normal);
    }

    [Fact]
    public void Neighbours_that_are_silent_or_bad_deny_nothing()
    {
        var (wall, red, verify) = (new SlopeWall(3), RedIfBorneOut.Begin(0), Verify.Begin(0));
        wall.Tiers[0] = Orange;
        wall.Silent[2] = true;
        wall.Run(RedIfBorneOut, ref red, 0, 48, Steady, Still, Still).ShouldBe(Abnormal);
        wall.Run(Verify, ref verify, 0, 48, Steady, Still, Still).ShouldBe(Hold);
        wall.Silent[2] = false;
        wall.Read(Verify, ref verify, 1, 49, 0, Quality.SensorFailure).ShouldBe(Hold);
    }

    [Fact]
    public void Once_borne_out_it_does_not_fall_back_because_the_neighbours_calm_down()
    {
        var (wall, red) = (new SlopeWall(3), RedIfBorneOut.Begin(0));
        (wall.Tiers[0], wall.Tiers[1]) = (Orange, Blue);
        wall.Run(RedIfBorneOut, ref red, 0, 48, Steady, Still, Still).ShouldBe(Abnormal);
        wall.Tiers[1] = None;
        wall.Run(RedIfBorneOut, ref red, 49, 60, Steady, Still, Still).ShouldBe(Abnormal);
        wall.Run(RedIfBorneOut, ref red, 61, 100, _ => 0.6 * 60, Still, Still).ShouldBe(Normal);
    }

    [Fact]
    public void Saved_and_loaded_in_the_middle_it_judges_on_identically()
    {
        var (wall, memory) = (new SlopeWall(3), Together.Begin(0));
        wall.Run(Together, ref memory, 0, 40, Faster, Faster, Still);
        var writer = new StateWriter();
        memory.Window!.Save(writer);
        var copy = memory with { Window = Together.Begin(0).Window };
        var reader = new StateReader(writer.Written);
        copy.Window!.Load(ref reader);
        reader.IsEmpty.ShouldBeTrue();
        (wall.Tiers[0], wall.Tiers[1]) = (Orange, Orange);
        for (var hour = 41; hour < 60; hour++)
        {
            var value = hour < 50 ? Faster(hour) : Faster(50);
            wall.Read(Together, ref copy, hour % 3, hour, value).ShouldBe(wall.Read(Together, ref memory, hour % 3, hour, value));
            ((SlopeGroupWindow)copy.Window!)[0].Assessment.ShouldBe(((SlopeGroupWindow)memory.Window!)[0].Assessment);
        }
    }
}
