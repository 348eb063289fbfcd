using Gateway.Core.Warnings;
using Gateway.Edge.Replay;

namespace Gateway.Edge.Tests.Replay;

public sealed class RuleSetDifferenceTests
{
    [Fact]
    public void The_same_occurrences_differ_in_nothing()
    {
        var same = new[] { Of("a", 10, 20), Of("b", 5, 8), Of("a", 50, 60) };
        var difference = RuleSetDifference.Of(same, same, TimeSpan.Zero);
        (difference.Extra.Count, difference.Missing.Count, difference.Earlier.Count, difference.Later.Count, difference.Same).ShouldBe((0, 0, 0, 0, 3));
    }

    [Fact]
    public void Tells_extra_missing_earlier_and_later_apart()
    {
        var before = new[] { Of("a", 10, 20), Of("b", 10, 20), Of("c", 10, 20), Of("d", 10, 20) };
        var after = new[] { Of("a", 7, 20), Of("b", 12, 20), Of("d", 30, 40), Of("e", 1, 2) };
        var difference = RuleSetDifference.Of(before, after, TimeSpan.Zero);
        difference.Earlier.Single().By.ShouldBe(TimeSpan.FromSeconds(-3));
        difference.Later.Single().By.ShouldBe(TimeSpan.FromSeconds(2));
        difference.Missing.Select(o => o.Point).ShouldBe(["c", "d"]);
        difference.Extra.Select(o => o.Point).ShouldBe(["e", "d"]);
    }

    [Fact]
    public void An_alarm_that_stood_to_the_end_belongs_to_one_that_did_so_later() =>
        RuleSetDifference.Of([Of("a", 10, null)], [Of("a", 90, null)], TimeSpan.Zero).Later.Single().By.ShouldBe(TimeSpan.FromSeconds(80));

    [Fact]
    public void Another_tier_is_another_occurrence() =>
        RuleSetDifference.Of([Of("a", 10, 20)], [Of("a", 10, 20) with { Tier = WarningTier.Red }], TimeSpan.Zero).Extra.Count.ShouldBe(1);

    private static Occurrence Of(string point, long raised, long? ended) =>
        new(point, WarningTier.Orange, "rule", raised * TimeSpan.TicksPerSecond, ended is { } end ? end * TimeSpan.TicksPerSecond : long.MaxValue);
}
