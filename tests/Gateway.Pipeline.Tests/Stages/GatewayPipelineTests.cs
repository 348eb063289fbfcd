using Gateway.Core.Alarms;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;

namespace Gateway.Pipeline.Tests.Stages;

public sealed class GatewayPipelineTests
{
    [Fact]
    public async Task Stores_every_reading_of_a_source_in_order()
    {
        await using var rig = new Rig().Start();
        for (var i = 0; i < 2000; i++)
        {
            await rig.WriteAsync(i % 2, i % 2, i);
        }

        await rig.Pipeline.StopAsync();
        rig.Log.Readings.Count.ShouldBe(2000);
        foreach (var source in new[] { 0, 1 })
        {
            rig.Log.Readings.Where(r => r.Point == source).Select(r => r.Value).ShouldBeInOrder();
        }

        rig.Pipeline.Buffers.ShouldAllBe(b => b.Size == 0 && b.Dropped == 0 && b.Added == b.Settled);
    }

    [Fact]
    public async Task Settles_a_delivery_once_and_only_after_the_commit()
    {
        await using var rig = new Rig().Start();
        rig.Log.Open.Reset();
        var handle = new Handle();
        await rig.WriteAsync(0, 0, 1, handle);
        await Rig.Until(() => rig.Pipeline.Board.Read(0).Seen, "judged");
        handle.Settled.ShouldBe(0);
        rig.Log.Open.Set();
        await rig.Pipeline.StopAsync();
        (handle.Settled, handle.Outcome, rig.Log.Readings.Count).ShouldBe((1, DeliveryOutcome.Accepted, 1));
    }

    [Fact]
    public async Task Gathers_batches_nobody_waits_for_into_one_commit_and_hurries_for_a_delivery()
    {
        var time = new ManualTimeProvider();
        await using var rig = new Rig(new PipelineOptions(), time).Start();
        for (var i = 0; i < 50; i++)
        {
            await rig.WriteAsync(0, 0, i);
        }

        // One more: the mark that says how judging began.
        await Rig.Until(() => rig.Pipeline.Buffers.Single(b => b.Name == "log").Size == 51, "judged");
        rig.Log.Locked(() => rig.Log.Commits.Count).ShouldBe(0);
        time.Advance(new PipelineOptions().GroupWindow);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Readings.Count) == 50, "committed after the window");
        rig.Log.Commits.ShouldBe([51]);
        var handle = new Handle();
        await rig.WriteAsync(0, 0, 1, handle);
        await Rig.Until(() => handle.Settled == 1, "committed without waiting");
    }

    [Fact]
    public async Task A_full_pipeline_makes_the_writer_wait_and_loses_nothing()
    {
        var options = new PipelineOptions { EvaluateCapacity = 4, LogCapacity = 4, MaxBatchesPerCommit = 2, StallLimit = TimeSpan.FromSeconds(60) };
        await using var rig = new Rig(options).Start();
        rig.Log.Open.Reset();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await rig.WriteAsync(0, 0, 1);
            }
        });
        await Rig.Until(() => rig.Pipeline.Buffers[0].Size >= 4, "its queue is full");
        writer.IsCompleted.ShouldBeFalse();
        rig.Log.Open.Set();
        await writer.WaitAsync(Rig.Deadline);
        await rig.Pipeline.StopAsync();
        rig.Log.Readings.Count.ShouldBe(100);
    }

    [Fact]
    public async Task The_log_queue_never_shows_more_than_its_limit_however_much_is_on_the_way()
    {
        var options = new PipelineOptions { LogCapacity = 8, MaxBatchesPerCommit = 4, StallLimit = TimeSpan.FromMinutes(1) };

        // On a clock that stands still: the window of a group must not end before its fourth batch.
        await using var rig = new Rig(options, new ManualTimeProvider()).Start();
        rig.Log.Open.Reset();
        for (var i = 0; i < 40; i++)
        {
            await rig.WriteAsync(i % 2, i % 2, 1);
        }

        // Four in the commit that hangs, eight queued, and one in the hand of the stage that judges.
        await Rig.Until(() => rig.Pipeline.Buffers.Single(b => b.Name == "log") is { Added: 13 }, "the queue is full");
        rig.Pipeline.Buffers.Single(b => b.Name == "log").Size.ShouldBe(8);
    }

    [Fact]
    public async Task A_red_warning_leaves_live_while_the_log_hangs()
    {
        var siren = new FakeChannel("siren", WarningPath.Live, _ => NotifyOutcome.Delivered);
        await using var rig = new Rig(channels: siren).Start();
        rig.Log.Open.Reset();
        await rig.WriteAsync(0, 0, 99);
        await Rig.Until(() => siren.Sent.Count == 1, "siren");
        siren.Sent[0].To.ShouldBe(WarningTier.Red);
        rig.Log.Locked(() => rig.Log.Readings.Count).ShouldBe(0);

        // The siren is told first.
        await Rig.Until(() => rig.Pipeline.Board.Read(0).Tier == WarningTier.Red, "on the board");
    }

    [Fact]
    public async Task A_failing_log_raises_a_system_alarm_keeps_judging_and_records_the_gap_when_it_works_again()
    {
        var siren = new FakeChannel("siren", WarningPath.Live, _ => NotifyOutcome.Delivered);
        var options = new PipelineOptions { StallLimit = TimeSpan.FromMilliseconds(100), RetryPause = TimeSpan.FromMilliseconds(10) };
        await using var rig = new Rig(options, null, siren).Start();
        rig.Log.Fails = true;
        var kept = new Handle();
        await rig.WriteAsync(0, 0, 1, kept);
        await rig.WriteAsync(0, 0, 2);
        await Rig.Until(() => kept.Settled == 1 && rig.Pipeline.GetHealth().MissingReadings == 1, "given up");
        kept.Outcome.ShouldBe(DeliveryOutcome.Kept);
        await Rig.Until(() => siren.Sent.Count > 0, "told live");
        siren.Sent.ShouldHaveSingleItem().Point.Id.ShouldBe("gateway.history");
        siren.Sent[0].To.ShouldBe(WarningTier.Yellow);

        await rig.WriteAsync(1, 1, 99);
        await Rig.Until(() => siren.Sent.Count == 2, "still judged");
        siren.Sent[1].Point.Id.ShouldBe("p1");

        rig.Log.Fails = false;
        await Rig.Until(() => { rig.WriteAsync(0, 0, 3).AsTask().Wait(); return rig.Pipeline.GetHealth().HistoryMissingSince == 0; }, "recovered");
        await Rig.Until(() => siren.Sent[^1].To == WarningTier.None, "the end is told");
        await rig.Pipeline.StopAsync();
        rig.Log.Events.Sum(e => System.Text.Json.JsonDocument.Parse(e.Json).RootElement.GetProperty("readings").GetInt64())
            .ShouldBe(rig.Pipeline.GetHealth().MissingReadings);
        // The transitions of the time of trouble are in the log all the same.
        rig.Log.Transitions.Select(t => (t.PointId, t.Event)).ShouldBe(
            [("gateway.history", AlarmEvent.Raised), ("p1", AlarmEvent.Raised), ("gateway.history", AlarmEvent.ReturnedToNormal)], ignoreOrder: true);
        siren.Sent[^1].To.ShouldBe(WarningTier.None);
    }

    [Fact]
    public async Task A_log_that_hangs_is_given_up_after_the_stall_limit_and_every_batch_is_accounted_for()
    {
        var options = new PipelineOptions { LogCapacity = 8, MaxBatchesPerCommit = 4, StallLimit = TimeSpan.FromMilliseconds(100) };
        await using var rig = new Rig(options).Start();
        rig.Log.Open.Reset();
        var handles = Enumerable.Range(0, 60).Select(_ => new Handle()).ToList();
        for (var i = 0; i < 60; i++)
        {
            await rig.WriteAsync(0, 0, 1, i % 2 == 0 ? handles[i] : null);
        }

        await Rig.Until(() => rig.Pipeline.Buffers[0].Size == 0, "evaluation goes on");
        rig.Pipeline.GetHealth().HistoryMissingSince.ShouldBeGreaterThan(0);
        rig.Log.Open.Set();
        await rig.Pipeline.StopAsync();
        handles.Where((_, i) => i % 2 == 0).ShouldAllBe(h => h.Settled == 1);
        var keptOrStored = handles.Count(h => h.Outcome == DeliveryOutcome.Kept) + rig.Log.Readings.Count;
        (keptOrStored + rig.Pipeline.GetHealth().MissingReadings).ShouldBe(60);
    }

    [Fact]
    public async Task A_short_failure_of_the_log_is_retried_and_loses_nothing()
    {
        await using var rig = new Rig(new PipelineOptions { StallLimit = TimeSpan.FromSeconds(60), RetryPause = TimeSpan.FromMilliseconds(5) }).Start();
        rig.Log.Fails = true;
        var handle = new Handle();
        await rig.WriteAsync(0, 0, 1, handle);
        await Rig.Until(() => rig.Pipeline.GetHealth().FailedCommits >= 2, "failed twice");
        rig.Log.Fails = false;
        await Rig.Until(() => handle.Settled == 1, "settled");
        handle.Outcome.ShouldBe(DeliveryOutcome.Accepted);
        rig.Pipeline.GetHealth().HistoryMissingSince.ShouldBe(0);
    }

    [Fact]
    public async Task A_delay_runs_out_without_a_reading()
    {
        var time = new ManualTimeProvider();
        await using var rig = new Rig(new PipelineOptions(), time).Start();
        await rig.Pipeline.ReplaceAsync(Rig.Plan(50, onDelay: 3), CancellationToken.None);
        await rig.WriteAsync(0, 0, 99);
        await Rig.Until(() => rig.Pipeline.Board.Read(0).Seen, "judged");
        rig.Pipeline.Board.Read(0).Tier.ShouldBe(WarningTier.None);
        await Rig.Until(() => { time.Advance(TimeSpan.FromMilliseconds(100)); return rig.Pipeline.Board.Read(0).Tier == WarningTier.Red; }, "raised by time");
        (await rig.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldHaveSingleItem().AlarmId.ShouldBe("p0/red-high");
    }

    [Fact]
    public async Task Commands_of_people_are_obeyed_and_logged()
    {
        await using var rig = new Rig().Start();
        await rig.WriteAsync(1, 1, 99);
        await rig.WriteAsync(1, 1, 0);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Transitions.Count) == 2, "raised and returned");
        (await rig.Pipeline.ResetAsync("p1/red-high", "duty", "", CancellationToken.None)).ShouldBe(CommandResult.NotAllowed);
        (await rig.Pipeline.AcknowledgeAsync("p1/red-high", "duty", "seen", CancellationToken.None)).ShouldBe(CommandResult.Done);
        (await rig.Pipeline.ResetAsync("p1/red-high", "duty", "", CancellationToken.None)).ShouldBe(CommandResult.Done);
        (await rig.Pipeline.ResetAsync("nobody/red-high", "duty", "", CancellationToken.None)).ShouldBe(CommandResult.Unknown);
        await rig.Pipeline.StopAsync();
        rig.Log.Transitions.Count(t => t.Actor == "duty").ShouldBe(2);
        rig.Pipeline.Board.Read(1).Tier.ShouldBe(WarningTier.None);
    }

    [Fact]
    public async Task What_a_person_did_is_answered_only_when_it_is_on_disk()
    {
        await using var rig = new Rig().Start();
        await rig.WriteAsync(1, 1, 99);
        await Rig.Until(() => rig.Log.Locked(() => rig.Log.Transitions.Count) == 1, "raised");
        rig.Log.Open.Reset();
        var acknowledged = rig.Pipeline.AcknowledgeAsync("p1/red-high", "duty", "seen", CancellationToken.None);
        (await rig.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldHaveSingleItem().State.ShouldBe(AlarmState.Acknowledged, "judging does not wait");
        acknowledged.IsCompleted.ShouldBeFalse();
        rig.Log.Open.Set();
        (await acknowledged.WaitAsync(Rig.Deadline, TimeProvider.System)).ShouldBe(CommandResult.Done);
        rig.Log.Locked(() => rig.Log.Transitions.Last().Event).ShouldBe(AlarmEvent.AcknowledgedByPerson);
    }

    [Fact]
    public async Task A_stopped_pipeline_leaves_the_batch_with_its_sender()
    {
        await using var rig = new Rig().Start();
        await rig.Pipeline.StopAsync();
        var handle = new Handle();
        await rig.WriteAsync(0, 0, 1, handle);
        (handle.Settled, handle.Outcome).ShouldBe((1, DeliveryOutcome.Kept));
        await Should.ThrowAsync<OperationCanceledException>(() => rig.Pipeline.ResetAsync("p0/red-high", "duty", "", CancellationToken.None));
    }

    [Fact]
    public async Task Shows_its_figures_as_metrics()
    {
        await using var rig = new Rig().Start();
        await rig.WriteAsync(0, 0, 1);
        await rig.WriteAsync(0, 99, 1);
        await Rig.Until(() => rig.Pipeline.GetHealth() is { Judged: 1, UnknownPoint: 1 }, "judged");
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == "Gateway.Pipeline") { l.EnableMeasurementEvents(instrument); } },
        };
        // Other tests run pipelines of their own beside this one.
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => seen[i.Name] = seen.GetValueOrDefault(i.Name) + value);
        listener.Start();
        listener.RecordObservableInstruments();
        seen["gateway_pipeline_judged_readings_total"].ShouldBeGreaterThanOrEqualTo(1);
        seen["gateway_pipeline_unknown_readings_total"].ShouldBeGreaterThanOrEqualTo(1);
        seen["gateway_pipeline_queue_added_items_total"].ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Restores_alarms_and_shows_their_tier()
    {
        await using var rig = new Rig();
        var record = new AlarmRecord("p3/red-high", "p3", Core.Conditions.ConditionKind.HighLimit, WarningTier.Red, AlarmState.LatchedUnacknowledged, 1, 2);
        rig.Pipeline.Restore([record, record with { AlarmId = "gone/red-high", PointId = "gone" }]).ShouldHaveSingleItem().PointId.ShouldBe("gone");
        rig.Pipeline.Board.Read(3).Tier.ShouldBe(WarningTier.Red);
    }
}
