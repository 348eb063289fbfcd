using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
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
        [(Acknowledged, ReAlarmed, false)] = Unacknowledged, [(Acknowledged, ReAlarmed, true)] = Unacknowledged,
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

    public static TheoryData<AlarmState> UnderlyingStates => [.. Enum.GetValues<AlarmState>().Where(s => s <= LatchedAcknowledged)];

    // Every state beneath, under every set of veils, for every event with every veil: the table of the README, written as rows.
    [Theory]
    [MemberData(nameof(UnderlyingStates))]
    public void Follows_the_table_of_silencing_in_every_cell(AlarmState underlying)
    {
        foreach (var veils in Enumerable.Range(0, 32).Select(bits => (Veils)bits))
        {
            foreach (var happened in Enum.GetValues<AlarmEvent>())
            {
                foreach (var veil in s_single)
                {
                    CheckCell(new AlarmStanding(underlying, veils), happened, veil, latch: false);
                    CheckCell(new AlarmStanding(underlying, veils), happened, veil, latch: true);
                }
            }
        }
    }

    [Theory]
    [InlineData(Normal, Normal)]
    [InlineData(Unacknowledged, Unacknowledged)]
    [InlineData(Acknowledged, Unacknowledged)]
    [InlineData(ReturnedUnacknowledged, Normal)]
    [InlineData(LatchedUnacknowledged, LatchedUnacknowledged)]
    [InlineData(LatchedAcknowledged, LatchedUnacknowledged)]
    public void Speaks_anew_after_the_last_veil_when_it_still_has_something_to_say(AlarmState beneath, AlarmState after)
    {
        var twice = new AlarmStanding(beneath, Veils.Shelved | Veils.Maintenance);
        var once = AlarmLifecycle.Next(twice, UnshelvedByPerson, Veils.Shelved, latch: false)!.Value;
        once.ShouldBe(new AlarmStanding(beneath, Veils.Maintenance));
        AlarmLifecycle.Next(once, SuppressionEnded, Veils.Maintenance, latch: false).ShouldBe(new AlarmStanding(after, Veils.None));
    }

    [Theory]
    [InlineData(Veils.None, Unacknowledged)]
    [InlineData(Veils.Shelved, Shelved)]
    [InlineData(Veils.ParentLost, SuppressedByDesign)]
    [InlineData(Veils.StartUp, SuppressedByDesign)]
    [InlineData(Veils.Maintenance, SuppressedByDesign)]
    [InlineData(Veils.Maintenance | Veils.Shelved, Shelved)]
    [InlineData(Veils.Shelved | Veils.Maintenance | Veils.OutOfService, OutOfService)]
    public void Shows_what_silences_it_and_counts_only_when_nothing_does(Veils veils, AlarmState shown)
    {
        var standing = new AlarmStanding(Unacknowledged, veils);
        standing.Shown.ShouldBe(shown);
        standing.Counts.ShouldBe(veils == Veils.None);
    }

    private static readonly Veils[] s_single = [.. Enum.GetValues<Veils>()];

    private static readonly AlarmEvent[] s_puts = [ShelvedByPerson, Suppressed, TakenOutOfService];

    private static readonly AlarmEvent[] s_takes = [UnshelvedByPerson, ShelveExpired, SuppressionEnded, ReturnedToService];

    private static void CheckCell(AlarmStanding from, AlarmEvent happened, Veils veil, bool latch) =>
        AlarmLifecycle.Next(from, happened, veil, latch).ShouldBe(Expected(from, happened, veil, latch), $"{from} {happened} {veil} latch {latch}");

    private static AlarmStanding? Expected(AlarmStanding from, AlarmEvent happened, Veils veil, bool latch)
    {
        var lies = veil != Veils.None && from.Veils.HasFlag(veil);
        if (s_puts.Contains(happened))
        {
            var free = veil != Veils.None && !lies && !(happened == ShelvedByPerson && from.Veils.HasFlag(Veils.OutOfService));
            return free ? new AlarmStanding(from.Underlying, from.Veils | veil) : null;
        }

        if (s_takes.Contains(happened))
        {
            var rest = from.Veils & ~veil;
            return !lies ? null : new AlarmStanding(rest != Veils.None ? from.Underlying : AlarmLifecycle.AfterVeil(from.Underlying), rest);
        }

        if (happened == RuleChanged)
        {
            return from.Underlying == Normal && from.Veils == Veils.None ? null : new AlarmStanding(Normal, Veils.None);
        }

        var goesOn = from.Veils == Veils.None || happened is Raised or ReturnedToNormal;
        return goesOn && s_table.TryGetValue((from.Underlying, happened, latch), out var to) ? new AlarmStanding(to, from.Veils) : null;
    }

    [Fact]
    public void Refuses_an_event_it_does_not_know() => AlarmLifecycle.Next(Unacknowledged, (AlarmEvent)99, latch: false).ShouldBeNull();
}
