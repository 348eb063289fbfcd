using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogTransitionsTests
{
    [Fact]
    public async Task Transitions_come_back_in_order_from_a_time_on_without_the_readings_between_them()
    {
        await using var bench = LogBench.Open();
        Append(bench, LogBench.Transition("p1", AlarmEvent.Raised, AlarmState.Unacknowledged, 10));
        bench.Fill(5);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var since = bench.Time.GetUtcNow().UtcTicks;
        Append(bench, LogBench.Transition("p2", AlarmEvent.Raised, AlarmState.Unacknowledged, 20));
        bench.Fill(5);
        Append(bench, LogBench.Transition("p1", AlarmEvent.ReturnedToNormal, AlarmState.ReturnedUnacknowledged, 5));
        bench.Log.ReadTransitions(0).Select(transition => transition.EventTime).ShouldBe([10, 20, 5]);
        await bench.ReopenAsync();
        bench.Log.ReadTransitions(since).Select(transition => transition.EventTime).ShouldBe([20, 5]);
    }

    [Fact]
    public async Task The_journal_keeps_all_that_silences_an_alarm_and_nothing_of_late_data()
    {
        await using var bench = LogBench.Open();
        var shelved = LogBench.Transition("p1", AlarmEvent.ShelvedByPerson, AlarmState.Shelved, 10) with
        {
            Underlying = AlarmState.Acknowledged, Veils = Veils.Shelved, Until = 99, Occurrence = 7, Actor = "operator", Approver = "officer", Note = "work",
        };
        Append(bench, shelved);
        Append(bench, LogBench.Transition("p1", AlarmEvent.WouldHaveAlarmed, AlarmState.Normal, 3));
        Append(bench, LogBench.Transition("p2", AlarmEvent.WouldHaveAlarmed, AlarmState.Normal, 4));
        await bench.ReopenAsync();
        var alarm = bench.Log.LoadAlarms().ShouldHaveSingleItem();
        (alarm.State, alarm.Underlying, alarm.Veils, alarm.Until, alarm.Occurrence, alarm.Actor, alarm.Approver, alarm.Note)
            .ShouldBe((AlarmState.Shelved, AlarmState.Acknowledged, Veils.Shelved, 99, 7, "operator", "officer", "work"));
    }

    private static void Append(LogBench bench, AlarmTransition transition)
    {
        var batch = bench.Batch();
        batch.Transitions.Add(transition);
        bench.Log.Append([batch]);
    }
}
