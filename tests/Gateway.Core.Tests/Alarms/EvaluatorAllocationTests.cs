using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Tests.Conditions.Joint;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class EvaluatorAllocationTests
{
    [Fact]
    public void Judging_rules_over_several_points_allocates_nothing()
    {
        var points = Enumerable.Range(0, 20).Select(i => Point(i) with { Role = "lel" }).ToArray();
        ValueList<string> ids = [.. points.Select(p => p.Id)];
        var names = new TestNames(points);
        Condition[] zone =
        [
            names.Rule("([gas-0] >= 50 %LEL) for 30 s or ([gas-1] >= 50 %LEL) within 60 s or rate([gas-2], 1 min) > 5 %LEL/s or count([lel] >= 50 %LEL) >= 2"),
            new Voting { Id = "vote", Tier = WarningTier.Red, Basis = Basis, Inputs = ids, Needed = 2, Within = TimeSpan.FromSeconds(10), Each = [High(50)] },
            new MassOffline { Id = "mass", Tier = WarningTier.Yellow, Basis = Basis, Inputs = ids },
            new TierPromotion { Id = "promotion", Tier = WarningTier.Red, Basis = Basis, Inputs = ids },
        ];
        var site = new Point { Index = points.Length, Id = "zone", Name = new("区", "zone"), IsDerived = true };
        var evaluator = new SiteEvaluator([.. points.Select(p => new PointPlan(p, 0, [High(75), Stale(60)])), new PointPlan(site, 0, zone)], Start);
        List<AlarmTransition> transitions = [];
        List<WarningEvent> warnings = [];
        var readings = new Reading[points.Length];
        long Round(int second)
        {
            // One voter at a time goes up and comes back, so that votes, delays and windows run all the while.
            for (var i = 0; i < readings.Length; i++)
            {
                readings[i] = new Reading(i, i == 5 && second % 40 < 5 ? 60 : 10 + (second % 3), At(second), Quality.Good);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            evaluator.Evaluate(readings, At(second), At(second), transitions, warnings);
            evaluator.Elapse(At(second + 0.5), transitions, warnings);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Enumerable.Range(0, 50).ToList().ForEach(second => Round(second));
        Enumerable.Range(50, 200).Sum(Round).ShouldBe(0);
        transitions.ShouldBeEmpty();
    }

    [Fact]
    public void Judging_without_a_transition_allocates_nothing()
    {
        var plans = Enumerable.Range(0, 100).Select(i => new PointPlan(Point(i), 0,
            [High(75), High(50, WarningTier.Orange, on: 5), High(25, WarningTier.Yellow), Low(5), Stale(60), Offline(30)])).ToList();
        var evaluator = new SiteEvaluator(plans, Start);
        List<AlarmTransition> transitions = [];
        List<WarningEvent> warnings = [];
        var readings = new Reading[100];
        long Round(int second)
        {
            for (var i = 0; i < readings.Length; i++)
            {
                readings[i] = new Reading(i, 10 + (second % 10), At(second), Quality.Good);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            evaluator.Evaluate(readings, At(second), At(second), transitions, warnings);
            evaluator.Elapse(At(second + 0.5), transitions, warnings);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Round(0);
        Enumerable.Range(1, 200).Sum(Round).ShouldBe(0);
        transitions.ShouldBeEmpty();
    }
}
