using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class PlanCheckTests
{
    private static TestVote Vote(params string[] inputs) =>
        new() { Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = [.. inputs], Needed = 1 };

    private static PointPlan Zone(string id, int index, params Condition[] conditions) =>
        new(new Point { Index = index, Id = id, Name = new("区", "zone"), IsDerived = true }, 0, conditions);

    private static IEnumerable<string> Errors(params PointPlan[] plans) => PlanCheck.Check(plans).Select(e => $"{e.Path}={e.Found}");

    [Fact]
    public void Finds_nothing_wrong_with_a_sound_plan() =>
        Errors(new PointPlan(Point(), 0, [High(50), Stale(9), Vote("gas-0")]), Zone("zone", 1, Vote("gas-0"))).ShouldBeEmpty();

    [Fact]
    public void Finds_inputs_nobody_knows_and_rings() =>
        Errors(Zone("a", 0, Vote("b", "lost")), Zone("b", 1, Vote("a")), Zone("c", 2, Vote("gas-0")), new PointPlan(Point(3), 0, []))
            .ShouldBe(["a/vote.inputs=lost", "c/vote.inputs=gas-0", "a=a > b", "b=a > b"]);

    [Fact]
    public void Lets_siblings_listen_to_each_others_readings()
    {
        PointPlan Sibling(int index, params string[] inputs) =>
            new(Point(index), 0, [new SiblingFlatLine { Id = "flat", Tier = WarningTier.Blue, Basis = Basis, Inputs = [.. inputs] }]);

        Errors(Sibling(0, "gas-0", "gas-1"), Sibling(1, "gas-1", "gas-0"), Zone("zone", 2, Vote("gas-0", "gas-1"))).ShouldBeEmpty();
    }

    [Fact]
    public void Keeps_quality_alone_at_yellow_unless_the_pack_says_otherwise()
    {
        Errors(new PointPlan(Point(), 0, [Stale(9, WarningTier.Orange)])).ShouldBe(["gas-0/stale=Orange"]);
        Errors(new PointPlan(Point(), 0, [Stale(9, WarningTier.Orange) with { AllowsHighTier = true }])).ShouldBeEmpty();
    }

    [Fact]
    public void Finds_own_conditions_of_a_subject_without_a_sensor_and_ids_that_are_there_twice() =>
        Errors(Zone("a", 0, Stale(9)), Zone("a", 1, Vote("a"), Vote("a")))
            .ShouldBe(["a=a", "a/stale=Stale", "a/vote=vote", "a/vote=vote"]);

    [Fact]
    public void Finds_suppressions_that_point_nowhere() =>
        Errors(new PointPlan(Point(), 0, [High(50)])
        {
            Suppressions =
            [
                new ParentLostSuppression { Point = "none" }, new ParentLostSuppression { Point = "gas-0" },
                new StartUpSuppression { Point = "gas-1", For = TimeSpan.Zero, Conditions = ["red-high", "x"] },
            ],
        }, new PointPlan(Point(1), 0, []))
            .ShouldBe(["gas-0.suppressions[0].point=none", "gas-0.suppressions[1].point=gas-0", "gas-0.suppressions[2].for=00:00:00", "gas-0.suppressions[2].conditions=x"]);
}
