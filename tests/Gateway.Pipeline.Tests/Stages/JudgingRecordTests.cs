using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Log;
using Gateway.Testing.Time;

namespace Gateway.Pipeline.Tests.Stages;

/// <summary>What the log must hold so that judging can be repeated from it: when readings were judged, and every step without readings.</summary>
public sealed class JudgingRecordTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_batch_received_before_others_that_were_judged_first_is_logged_with_the_time_it_was_judged_at()
    {
        var time = new ManualTimeProvider(s_start);
        await using var rig = new Rig(time: time).Start();
        await WriteAsync(rig, s_start.AddSeconds(5), point: 0);
        await WriteAsync(rig, s_start.AddSeconds(2), point: 1);
        await rig.Pipeline.StopAsync();
        rig.Log.JudgedAt.ShouldBe([s_start.AddSeconds(5).UtcTicks, s_start.AddSeconds(5).UtcTicks]);
    }

    [Fact]
    public async Task A_refused_command_leaves_no_mark_when_nothing_happened()
    {
        await using var rig = new Rig(time: new ManualTimeProvider(s_start)).Start();
        (await rig.Pipeline.AcknowledgeAsync("p0/red-high", "a", "b", CancellationToken.None)).ShouldNotBe(CommandResult.Done);
        await rig.Pipeline.StopAsync();
        rig.Log.Marks.Select(mark => mark.Event).ShouldBe([JudgingEvent.Started]);
    }

    [Fact]
    public async Task A_refused_command_that_let_a_delay_run_out_is_logged_as_time_that_passed()
    {
        var time = new ManualTimeProvider(s_start);
        await using var rig = new Rig(time: time).Start();
        await rig.Pipeline.ReplaceAsync(Rig.Plan(limit: 50, onDelay: 10), CancellationToken.None);
        await WriteAsync(rig, s_start, point: 0, value: 60);
        await Rig.Until(() => rig.Pipeline.Board.Read(0).Seen, "judged");
        time.SetUtcNow(s_start.AddSeconds(30));
        (await rig.Pipeline.ResetAsync("p1/red-high", "a", "b", CancellationToken.None)).ShouldNotBe(CommandResult.Done);
        await rig.Pipeline.StopAsync();
        rig.Log.Marks[^1].ShouldBe(new JudgingMark(JudgingEvent.Elapsed, s_start.AddSeconds(30).UtcTicks));
        rig.Log.Transitions.ShouldHaveSingleItem().EventTime.ShouldBe(s_start.AddSeconds(10).UtcTicks);
    }

    [Fact]
    public async Task A_refused_command_that_found_the_clock_set_back_is_logged_because_running_times_moved()
    {
        var time = new ManualTimeProvider(s_start);
        await using var rig = new Rig(time: time).Start();
        time.SetUtcNow(s_start.AddHours(-1));
        (await rig.Pipeline.ResetAsync("p1/red-high", "a", "b", CancellationToken.None)).ShouldNotBe(CommandResult.Done);
        await rig.Pipeline.StopAsync();
        rig.Log.Marks[^1].ShouldBe(new JudgingMark(JudgingEvent.Elapsed, s_start.AddHours(-1).UtcTicks));
    }

    [Fact]
    public async Task A_new_plan_is_marked_and_remembered_with_it()
    {
        var time = new ManualTimeProvider(s_start);
        await using var rig = new Rig(time: time).Start();
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Remembered.Count) == 1 || Advance(time), "the first memory");
        await rig.WriteAsync(0, 0, 95);
        await rig.Pipeline.ReplaceAsync(Rig.Plan(limit: 90, onDelay: 0), CancellationToken.None);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Remembered.Count) == 2 || Advance(time), "the memory of the new plan");
        rig.Log.Locked(() => rig.Log.Marks[^1].Event).ShouldBe(JudgingEvent.PlanChanged);
        TakeUp(rig.Log.Remembered[^1], Rig.Plan(limit: 90, onDelay: 0)).ShouldBe(["p0/red-high"]);
    }

    [Fact]
    public async Task Entries_of_late_data_go_to_the_log_but_to_no_alarm_and_no_channel()
    {
        var channel = new FakeChannel("live", Gateway.Pipeline.Ports.WarningPath.Live, _ => Gateway.Pipeline.Ports.NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: channel).Start();
        await rig.WriteAsync(0, 0, 60);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Transitions.Count) == 1, "raised");
        var raised = rig.Log.Transitions[0];
        var entry = raised with { Id = "p0/red-high@1/WouldHaveAlarmed", Event = AlarmEvent.WouldHaveAlarmed, From = AlarmState.Normal, To = AlarmState.Normal };
        (await rig.Pipeline.EnterAsync([entry])).ShouldBeTrue();
        rig.Log.Transitions[^1].ShouldBe(entry);
        await Should.ThrowAsync<ArgumentException>(() => rig.Pipeline.EnterAsync([raised]));
        (await rig.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldHaveSingleItem().State.ShouldBe(AlarmState.Unacknowledged);
        await Rig.Until(() => channel.Sent.Count == 1, "told");
        channel.Sent.ShouldHaveSingleItem().To.ShouldBe(WarningTier.Red);
    }

    [Fact]
    public async Task Entries_of_late_data_that_the_log_did_not_take_are_said_not_to_be_durable()
    {
        var options = new PipelineOptions { StallLimit = TimeSpan.FromMilliseconds(50), RetryPause = TimeSpan.FromMilliseconds(10) };
        await using var rig = new Rig(options).Start();
        await rig.WriteAsync(0, 0, 60);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Transitions.Count) == 1, "raised");
        rig.Log.Fails = true;
        var entry = rig.Log.Transitions[0] with { Event = AlarmEvent.WouldHaveAlarmed };
        (await rig.Pipeline.EnterAsync([entry])).ShouldBeFalse();
        (await rig.Pipeline.EnterAsync([entry])).ShouldBeFalse("while history is missing nothing more is owed");
        rig.Log.Fails = false;
        for (var tries = 0; rig.Pipeline.GetHealth().HistoryMissingSince != 0; tries++)
        {
            tries.ShouldBeLessThan(1000);
            await rig.WriteAsync(0, 1, 1, new Handle());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await rig.Pipeline.StopAsync();
        rig.Log.Transitions.Count(transition => transition.Event == AlarmEvent.WouldHaveAlarmed).ShouldBe(1);
    }

    [Fact]
    public async Task Time_goes_on_without_readings_though_timers_fire_early()
    {
        await using var rig = new Rig(time: new HastyTime()).Start();
        await rig.Pipeline.ReplaceAsync(Rig.Plan(limit: 50, onDelay: 1.2), CancellationToken.None);
        await rig.WriteAsync(0, 0, 60);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Transitions.Count) == 1, "raised after its delay");
    }

    [Fact]
    public void A_shelf_restored_from_the_journal_ends_at_its_end_though_no_reading_came()
    {
        var evaluator = new SiteEvaluator(Rig.Plan(limit: 50, onDelay: 0), s_start.UtcTicks);
        evaluator.Restore([new AlarmRecord("p0/red-high", "p0", Core.Conditions.ConditionKind.HighLimit, WarningTier.Red, AlarmState.Shelved, s_start.UtcTicks, s_start.UtcTicks)
        {
            Underlying = AlarmState.Unacknowledged, Veils = Core.Alarms.Silencing.Veils.Shelved, Until = s_start.AddSeconds(9).UtcTicks, Actor = "a", Note = "b",
        }]).ShouldBeEmpty();
        var transitions = new List<AlarmTransition>();
        evaluator.Elapse(s_start.AddSeconds(10).UtcTicks, transitions, []);
        transitions.ShouldHaveSingleItem().Event.ShouldBe(AlarmEvent.ShelveExpired);
    }

    private static IEnumerable<string> TakeUp(ReadOnlyMemory<byte> remembered, List<PointPlan> plan)
    {
        var evaluator = new SiteEvaluator(plan, 0);
        var reader = new StateReader(remembered.Span);
        evaluator.Load(ref reader);
        return evaluator.Snapshot().Select(alarm => alarm.AlarmId);
    }

    private static bool Advance(ManualTimeProvider time)
    {
        time.Advance(TimeSpan.FromMilliseconds(200));
        return false;
    }

    private static async Task WriteAsync(Rig rig, DateTimeOffset received, int point, double value = 1)
    {
        var batch = rig.Pipeline.Rent(0);
        batch.ReceivedTime = received.UtcTicks;
        batch.Add(new Reading(point, value, received.UtcTicks, Quality.Good));
        await rig.Pipeline.WriteAsync(batch, CancellationToken.None);
    }
}
