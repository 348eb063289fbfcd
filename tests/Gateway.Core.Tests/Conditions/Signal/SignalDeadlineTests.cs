using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Conditions.Signal;

/// <summary>The conditions that silence alone raises, through the evaluator.</summary>
public sealed class SignalDeadlineTests
{
    private readonly List<AlarmTransition> _transitions = [];
    private readonly List<WarningEvent> _warnings = [];

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public void A_point_that_falls_silent_while_rising_is_orange_thirty_seconds_later(double beat)
    {
        var evaluator = new SiteEvaluator([new PointPlan(Point(), 0, [Rules.LostDuringRise(), Stale(60)])], Start);
        for (var second = 1; second <= 300; second++)
        {
            Send(evaluator, second, second / 20.0);
        }

        for (var second = 301.0; second < 1000; second += beat)
        {
            evaluator.Elapse(At(second), _transitions, _warnings);
        }

        evaluator.Elapse(At(1000), _transitions, _warnings);
        _transitions.Select(t => (t.AlarmId, Seconds(t.EventTime))).ShouldBe([("gas-0/lost", 330), ("gas-0/stale", 360)]);
        _warnings[0].To.ShouldBe(WarningTier.Orange);
        Send(evaluator, 1001, 3);
        _transitions.Count(t => t.Event == AlarmEvent.ReturnedToNormal).ShouldBe(2);
    }

    [Fact]
    public void A_bump_test_falls_due_though_the_point_was_never_heard()
    {
        var evaluator = new SiteEvaluator([new PointPlan(Point(), 0, [Rules.Overdue])], Start);
        evaluator.Elapse(At(20 * 86400), _transitions, _warnings);
        _transitions.Select(t => Seconds(t.EventTime)).ShouldBe([10 * 86400]);
    }

    private void Send(SiteEvaluator evaluator, double second, double value) =>
        evaluator.Evaluate([new Reading(0, value, At(second), Quality.Good)], At(second), At(second), _transitions, _warnings);
}
