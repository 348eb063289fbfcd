using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogIdentityTests
{
    [Fact]
    public async Task A_stored_reading_keeps_its_point_when_indexes_change_over_a_restart()
    {
        await using var bench = LogBench.Open();
        bench.Append(bench.Good(0, 1));
        await bench.ReopenAsync(points: new TestPoints(100, reversed: true));
        bench.Append(bench.Good(0, 2), bench.Good(99, 3));
        var ids = bench.ReadAll().SelectMany(e => LogCodec.Decode(e.Payload.Span)).Select(r => (bench.Log.FindPoint(r.DurablePoint), r.Value));
        ids.ShouldBe([("p0", 1), ("p99", 2), ("p0", 3)]);
    }

    [Fact]
    public async Task A_reading_of_a_point_that_was_removed_is_kept_without_a_name()
    {
        await using var bench = LogBench.Open();
        bench.Append(bench.Good(500, 1));
        var reading = LogCodec.Decode(bench.ReadAll()[0].Payload.Span)[0];
        reading.DurablePoint.ShouldBe(0);
        bench.Log.FindPoint(0).ShouldBeNull();
    }

    [Fact]
    public async Task Texts_come_back()
    {
        await using var bench = LogBench.Open();
        var batch = bench.Batch(bench.Good(1, 5));
        batch.AddText(new Reading(2, double.NaN, 7, Quality.Good), "运行");
        bench.Log.Append([batch]);
        LogCodec.Decode(bench.ReadAll()[0].Payload.Span).Select(r => r.Text).ShouldBe([null, "运行"]);
    }

    [Fact]
    public async Task The_journal_holds_the_latest_state_of_each_alarm_and_when_it_was_raised()
    {
        await using var bench = LogBench.Open();
        Append(bench, "p1", AlarmEvent.Raised, AlarmState.Unacknowledged, 10);
        Append(bench, "p2", AlarmEvent.Raised, AlarmState.Unacknowledged, 15);
        Append(bench, "p1", AlarmEvent.AcknowledgedByPerson, AlarmState.Acknowledged, 20);
        await bench.ReopenAsync();
        bench.Log.LoadAlarms().Select(a => (a.AlarmId, a.State, a.RaisedTime, a.ChangedTime)).ShouldBe(
            [("p1/high", AlarmState.Acknowledged, 10, 20), ("p2/high", AlarmState.Unacknowledged, 15, 15)]);
    }

    [Fact]
    public async Task Retired_readers_hold_nothing_back()
    {
        await using var bench = LogBench.Open();
        bench.Log.SetCursor("history", 1);
        bench.Log.SetCursor("old", 1);
        bench.Log.RetireReaders(["history"]);
        bench.Log.GetCursor("old").ShouldBe(0);
        bench.Log.GetCursor("history").ShouldBe(1);
    }

    private static void Append(LogBench bench, string point, AlarmEvent what, AlarmState to, long time)
    {
        var batch = bench.Batch();
        batch.Transitions.Add(LogBench.Transition(point, what, to, time));
        bench.Log.Append([batch]);
    }
}
