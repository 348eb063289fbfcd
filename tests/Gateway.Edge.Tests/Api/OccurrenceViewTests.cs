using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Api;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Tests.Api;

public sealed class OccurrenceViewTests
{
    [Fact]
    public void What_late_data_show_does_not_end_an_occurrence_that_goes_on()
    {
        var view = AlarmWriter.Write(new AlarmOccurrence("p/c", 10,
        [
            Transition(AlarmEvent.Raised, AlarmState.Unacknowledged, 10), Transition(AlarmEvent.WouldHaveReturned, AlarmState.Normal, 20),
        ]));
        (view.State, view.Ended, view.IsFromLateData).ShouldBe((AlarmState.Unacknowledged, null, false));
        view.Transitions.Count.ShouldBe(2);
    }

    [Fact]
    public void An_occurrence_found_only_in_late_data_says_so()
    {
        var view = AlarmWriter.Write(new AlarmOccurrence("p/c", 10,
        [
            Transition(AlarmEvent.WouldHaveAlarmed, AlarmState.Normal, 10), Transition(AlarmEvent.WouldHaveReturned, AlarmState.Normal, 20),
        ]));
        (view.IsFromLateData, view.Ended).ShouldBe((true, AlarmWriter.Time(20)));
    }

    [Fact]
    public void An_occurrence_ends_when_it_is_normal_beneath_what_silences_it()
    {
        var view = AlarmWriter.Write(new AlarmOccurrence("p/c", 10,
        [
            Transition(AlarmEvent.Raised, AlarmState.Unacknowledged, 10),
            Transition(AlarmEvent.ReturnedToNormal, AlarmState.Shelved, 30) with { Underlying = AlarmState.Normal },
        ]));
        (view.State, view.Ended).ShouldBe((AlarmState.Shelved, AlarmWriter.Time(30)));
    }

    private static AlarmTransition Transition(AlarmEvent happened, AlarmState to, long time) => new()
    {
        Id = $"p/c@{time}", AlarmId = "p/c", Point = 0, PointId = "p", Kind = ConditionKind.HighLimit, Tier = WarningTier.Yellow, Event = happened,
        From = AlarmState.Normal, To = to, EventTime = time, DecidedTime = time, Occurrence = 10,
        Reason = new AlarmReason { Kind = ConditionKind.HighLimit, Value = 1, Quality = Quality.Good, Basis = new RuleBasis("r", "1", "", null), Text = new("因", "why") },
    };
}
