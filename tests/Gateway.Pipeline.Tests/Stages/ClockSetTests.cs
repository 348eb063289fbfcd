using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Log;
using Gateway.Testing.Time;

namespace Gateway.Pipeline.Tests.Stages;

/// <summary>The clock of the machine is set forward under a running pipeline; its counter runs on.</summary>
public sealed class ClockSetTests
{
    private static readonly RuleBasis s_basis = new("rule", "1", "", null);

    [Fact]
    public async Task A_point_that_never_answered_raises_nothing_when_the_clock_is_set_an_hour_forward_and_all_of_it_when_an_hour_has_passed()
    {
        var machine = new ManualTimeProvider();
        var time = new SteppedTimeProvider(machine);
        await using var rig = new Rig(time: time).Start();
        await rig.Pipeline.ReplaceAsync(Silent(), CancellationToken.None);
        time.Step(TimeSpan.FromHours(1));

        // A command makes it look at the clock.
        await rig.Pipeline.GetAlarmsAsync(CancellationToken.None);
        await Beat(rig, time);
        rig.Log.Locked(() => rig.Log.Transitions.Count).ShouldBe(0);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Marks.Any(mark => mark.Event == JudgingEvent.ClockSet)), "the mark is stored");
        var mark = rig.Log.Locked(() => rig.Log.Marks.Single(mark => mark.Event == JudgingEvent.ClockSet));
        (mark.Time - mark.From).ShouldBe(TimeSpan.FromHours(1).Ticks);

        await Rig.Until(
            () =>
            {
                time.Advance(TimeSpan.FromMinutes(1));
                return rig.Log.Locked(() => rig.Log.Transitions.Count) == 1;
            },
            "stale after half an hour");
        var raised = rig.Log.Locked(() => rig.Log.Transitions[0]);
        (raised.AlarmId, raised.EventTime - machine.GetUtcNow().UtcTicks <= TimeSpan.FromHours(1).Ticks).ShouldBe(("p0/stale-long", true));
        (raised.EventTime - mark.Time).ShouldBeGreaterThan(TimeSpan.FromMinutes(29).Ticks);
    }

    [Fact]
    public async Task A_batch_stamped_before_the_clock_was_set_takes_nothing_back()
    {
        var time = new SteppedTimeProvider(new ManualTimeProvider());
        await using var rig = new Rig(time: time).Start();
        var before = time.GetUtcNow().UtcTicks;
        time.Step(TimeSpan.FromHours(1));
        await rig.Pipeline.GetAlarmsAsync(CancellationToken.None);
        var straggler = rig.Pipeline.Rent(0);
        straggler.ReceivedTime = before;
        straggler.Add(new Reading(0, 60, before, Quality.Good));
        await rig.Pipeline.WriteAsync(straggler, CancellationToken.None);
        await rig.WriteAsync(0, 1, 60);
        await rig.Pipeline.StopAsync();

        rig.Log.JudgedAt.ShouldAllBe(at => at >= before + TimeSpan.FromHours(1).Ticks);
        rig.Log.Marks.Count(mark => mark.Event == JudgingEvent.ClockSet).ShouldBe(1);
    }

    private static List<PointPlan> Silent() => [new PointPlan(
        new Point { Index = 0, Id = "p0", Name = new("点", "point") }, 0, [new Stale { Id = "stale-long", After = TimeSpan.FromMinutes(30), Tier = WarningTier.Yellow, Basis = s_basis }])];

    private static async Task Beat(Rig rig, SteppedTimeProvider time)
    {
        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await rig.Pipeline.GetAlarmsAsync(CancellationToken.None);
        }
    }
}
