using Gateway.Core.Alarms;
using static Gateway.Core.Alarms.AlarmEvent;
using static Gateway.Core.Alarms.AlarmState;

namespace Gateway.Core.Tests.Alarms;

public sealed class AlarmLifecycleTests
{
    // The table of ISA-18.2 as domain rule 7.1 lists it; every pair that is not here must be refused.
    private static readonly Dictionary<(AlarmState From, AlarmEvent Event, bool Latch), AlarmState> s_table = new()
    {
        [(Normal, Raised, false)] = Unacknowledged, [(Normal, Raised, true)] = Unacknowledged,
        [(ReturnedUnacknowledged, Raised, false)] = Unacknowledged, [(ReturnedUnacknowledged, Raised, true)] = Unacknowledged,
        [(LatchedUnacknowledged, Raised, false)] = Unacknowledged, [(LatchedUnacknowledged, Raised, true)] = Unacknowledged,
        [(LatchedAcknowledged, Raised, false)] = Unacknowledged, [(LatchedAcknowledged, Raised, true)] = Unacknowledged,
        [(Unacknowledged, ReturnedToNormal, false)] = ReturnedUnacknowledged, [(Unacknowledged, ReturnedToNormal, true)] = LatchedUnacknowledged,
        [(Acknowledged, ReturnedToNormal, false)] = Normal, [(Acknowledged, ReturnedToNormal, true)] = LatchedAcknowledged,
        [(Unacknowledged, AcknowledgedByPerson, false)] = Acknowledged, [(Unacknowledged, AcknowledgedByPerson, true)] = Acknowledged,
        [(ReturnedUnacknowledged, AcknowledgedByPerson, false)] = Normal, [(ReturnedUnacknowledged, AcknowledgedByPerson, true)] = Normal,
        [(LatchedUnacknowledged, AcknowledgedByPerson, false)] = LatchedAcknowledged,
        [(LatchedUnacknowledged, AcknowledgedByPerson, true)] = LatchedAcknowledged,
        [(LatchedAcknowledged, ResetByPerson, false)] = Normal, [(LatchedAcknowledged, ResetByPerson, true)] = Normal,
    };

    [Fact]
    public void Follows_the_state_table_in_every_state_for_every_event()
    {
        foreach (var from in Enum.GetValues<AlarmState>())
        {
            foreach (var happened in Enum.GetValues<AlarmEvent>().Where(e => e != RuleChanged))
            {
                foreach (var latch in new[] { false, true })
                {
                    AlarmState? expected = s_table.TryGetValue((from, happened, latch), out var to) ? to : null;
                    AlarmLifecycle.Next(from, happened, latch).ShouldBe(expected, $"{from} {happened} latch {latch}");
                }
            }
        }
    }

    [Fact]
    public void Withdraws_from_every_state_but_normal_when_the_rule_changes()
    {
        foreach (var from in Enum.GetValues<AlarmState>())
        {
            AlarmLifecycle.Next(from, RuleChanged, latch: true).ShouldBe(from == Normal ? null : Normal);
        }
    }

    [Fact]
    public void Refuses_an_event_it_does_not_know() => AlarmLifecycle.Next(Unacknowledged, (AlarmEvent)99, latch: false).ShouldBeNull();
}
