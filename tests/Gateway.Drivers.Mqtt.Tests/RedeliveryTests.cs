using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Drivers.Mqtt.Tests;

/// <summary>
/// What a message handed over again does to the judgement (decision 0012): after a restart the last messages may come once
/// more, in their order.
/// </summary>
public sealed class RedeliveryTests
{
    private static readonly long s_start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [Fact]
    public void Messages_that_come_again_after_a_restart_leave_the_same_alarms_standing() =>
        Prop.ForAll(
            Gen.Choose(35, 65).NonEmptyListOf().ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(),
            (values, cut, back) =>
            {
                var died = 1 + (cut % values.Count);
                var again = back % died;
                Judge(New(s_start), values, 0, values.Count, out var uninterrupted);
                Judge(New(s_start), values, 0, died, out var before);
                var second = New(At(died) + TimeSpan.FromMinutes(5).Ticks);
                second.Restore(before).ShouldBeEmpty();
                Judge(second, values, again, values.Count, out var after);
                after.Select(a => (a.AlarmId, a.State)).ShouldBe(uninterrupted.Select(a => (a.AlarmId, a.State)));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_message_that_comes_twice_in_one_run_changes_nothing()
    {
        var evaluator = New(s_start);
        Judge(evaluator, [10, 60, 40], 0, 3, out _);
        var transitions = Judge(evaluator, [10, 60, 40], 1, 3, out _);
        transitions.ShouldBeEmpty();
        evaluator.Late.ShouldBe(1);
    }

    private static long At(int index) => s_start + (index * TimeSpan.TicksPerSecond);

    private static SiteEvaluator New(long now)
    {
        var basis = new RuleBasis("rule", "1", "test", null);
        var point = new Point { Index = 0, Id = "gas", Name = new("可燃气", "combustible"), Unit = "%LEL", Range = new EngineeringRange(0, 100) };
        var high = new HighLimit { Id = "high", Limit = 50, Deadband = 4, Tier = WarningTier.Red, Basis = basis };
        return new SiteEvaluator([new PointPlan(point, 0, [high])], now);
    }

    private static List<AlarmTransition> Judge(
        SiteEvaluator evaluator, IReadOnlyList<int> values, int from, int to, out IReadOnlyList<AlarmRecord> alarms)
    {
        List<AlarmTransition> transitions = [];
        for (var i = from; i < to; i++)
        {
            evaluator.Evaluate([new Reading(0, values[i], At(i), Quality.Good)], At(to), At(to), transitions, []);
        }

        alarms = evaluator.Snapshot();
        return transitions;
    }
}
