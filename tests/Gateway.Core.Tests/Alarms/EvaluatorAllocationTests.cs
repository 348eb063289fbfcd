using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

public sealed class EvaluatorAllocationTests
{
    [Fact]
    public void Judging_without_a_transition_allocates_nothing()
    {
        var plans = Enumerable.Range(0, 100).Select(i => new PointPlan(Point(i), 0,
            [High(75), High(50, WarningTier.Orange, on: 5), High(25, WarningTier.Yellow), Low(5), Stale(60), Offline(30)])).ToList();
        var evaluator = new PartitionEvaluator(plans, Start);
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
